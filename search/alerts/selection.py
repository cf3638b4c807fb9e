"""What an alert follows, as the site understands it today."""

from django.http import QueryDict

from search.models import Alert
from search.saved_lists import SavedList, saved_list


def followed_by(alert: Alert, version: str) -> SavedList | None:
    return saved_list(alert.path, QueryDict(alert.conditions), version)
