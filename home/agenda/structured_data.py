"""Events for search engines, in the words of schema.org: only what the page shows."""

from typing import TYPE_CHECKING, Any

from home.agenda.period import Standing

if TYPE_CHECKING:
    from home.models.event import EventPage


def event_data(event: "EventPage", address: str) -> dict[str, Any]:
    """Empty when the date is unknown, without which there is no Event, or when nobody says that it took place.

    `address` is absolute.
    """
    if not event.start or event.standing is Standing.ANNOUNCED:
        return {}
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "startDate": event.start.iso,
        "endDate": event.end and event.end.iso,
        "location": event.place and {"@type": "Place", "name": event.place},
        "url": address,
        "inLanguage": "fr",
    }
    return {name: value for name, value in data.items() if value}
