"""An event as an iCalendar file (RFC 5545): one all-day VEVENT, lines of 75 octets at most, text escaped."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

if TYPE_CHECKING:
    from home.models.event import EventPage

CONTENT_TYPE = "text/calendar; charset=utf-8"
LONGEST_LINE = 75
"""Octets, the end of line not counted."""
PRODUCT = "-//IA des territoires//Agenda//FR"


def calendar_response(request: HttpRequest, event: "EventPage") -> HttpResponse:
    response = HttpResponse(calendar_text(event, request.build_absolute_uri(event.url)), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response


def calendar_text(event: "EventPage", address: str) -> str:
    """`address` is absolute. The event is known to the day."""
    return "".join(f"{folded(line)}\r\n" for line in _lines(event, address))


def _lines(event: "EventPage", address: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "BEGIN:VEVENT")
    yield f"UID:{event.translation_key}@ia-des-territoires"
    written_at = event.last_published_at or timezone.now()
    yield f"DTSTAMP:{written_at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.start.last_day:%Y%m%d}"
    if event.end:
        yield f"DTEND;VALUE=DATE:{event.end.last_day + datetime.timedelta(days=1):%Y%m%d}"  # the day after: excluded
    yield f"SUMMARY:{escaped(event.title)}"
    yield f"DESCRIPTION:{escaped(event.summary)}"
    if event.place:
        yield f"LOCATION:{escaped(event.place)}"
    yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    yield from ("END:VEVENT", "END:VCALENDAR")


def escaped(text: str) -> str:
    """A TEXT value (section 3.3.11)."""
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """Cut between characters, never inside one; each line after the first begins with a space (section 3.1)."""
    lines, room = [""], LONGEST_LINE
    for char in line:
        size = len(char.encode())
        if size > room:
            lines.append(" ")
            room = LONGEST_LINE - 1
        lines[-1] += char
        room -= size
    return "\r\n".join(lines)
