"""Whether the index may answer: it says what the entries say, all of it, as this version of the code reads it."""

from django.db.models import Exists

from search.engines.elasticsearch.mapping import FINGERPRINT
from search.models import IndexHealth, SearchEntry


def index_answers() -> bool:
    """One query. False while something is pending, compared or replaced: the database then answers, and is complete."""
    trusted = IndexHealth.objects.filter(mapping=FINGERPRINT, reconcile_due=False).exclude(index="")
    return trusted.filter(~Exists(SearchEntry.objects.pending())).exists()
