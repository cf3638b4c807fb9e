"""The days of an event, as far as they are known."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from cms.core.partial_dates import PartialDate, between

UNKNOWN = "date non communiquée"


class Standing(StrEnum):
    """Where today is, seen from an event; UNDATED when nobody knows, ANNOUNCED when its day is past and
    nobody says that it took place."""

    UPCOMING = "à venir"
    CURRENT = "en cours"
    PAST = "passé"
    ANNOUNCED = "annoncé"
    UNDATED = UNKNOWN


@dataclass(frozen=True)
class Period:
    """`end` unknown: the event began on `start`, and no source says when it ended."""

    start: PartialDate | None
    end: PartialDate | None

    @property
    def is_exact(self) -> bool:
        """Known to the day: fit for a calendar."""
        return bool(self.start and self.start.day and (self.end is None or self.end.day))

    @property
    def in_words(self) -> str:
        """« du 2 au 3 mars 2022 », « 6 juillet 2023 »."""
        start, end = self.start, self.end
        if start is None:
            return UNKNOWN
        return between(start, end) if end else str(start)

    def standing(self, today: datetime.date) -> Standing:
        """An event known to the month alone is to come until the month ends."""
        if self.start is None:
            return Standing.UNDATED
        if (self.end or self.start).last_day < today:
            return Standing.PAST
        return Standing.CURRENT if self.start.day and self.start.last_day <= today else Standing.UPCOMING
