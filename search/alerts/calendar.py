"""When alerts are sent: at seven in the morning in Paris, each day or on Mondays, whatever the season."""

import datetime

from django.utils import timezone

from search.models import Alert

HOUR = datetime.time(7)
MONDAY = 0


def next_mail(rhythm: str, after: datetime.datetime) -> datetime.datetime:
    """The first of these mornings that comes after this moment, however many have been missed."""
    paris = timezone.get_default_timezone()
    day = timezone.localdate(after, paris)
    while not (_is_day(rhythm, day) and datetime.datetime.combine(day, HOUR, paris) > after):
        day += datetime.timedelta(days=1)
    return datetime.datetime.combine(day, HOUR, paris)


def _is_day(rhythm: str, day: datetime.date) -> bool:
    return rhythm == Alert.Rhythm.DAILY or day.weekday() == MONDAY
