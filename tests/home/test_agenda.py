"""The days of an event in words, and in a file that calendars read."""

import datetime
from types import SimpleNamespace
from uuid import UUID

import pytest

from cms.core.partial_dates import PartialDate
from home.agenda.calendar_file import calendar_text, escaped, folded
from home.agenda.period import Period, Standing

TODAY = datetime.date(2026, 11, 26)


def period(start: str, end: str = "") -> Period:
    return Period(*(PartialDate.parse(text) if text else None for text in (start, end)))


@pytest.mark.parametrize(
    ("given", "words", "standing"),
    [
        (period("2022-03-02", "2022-03-03"), "du 2 au 3 mars 2022", Standing.PAST),
        (period("2025-05-01", "2025-05-02"), "du 1er au 2 mai 2025", Standing.PAST),
        (period("2026-11-30", "2026-12-02"), "du 30 novembre au 2 décembre 2026", Standing.UPCOMING),
        (period("2026-12-31", "2027-01-01"), "du 31 décembre 2026 au 1er janvier 2027", Standing.UPCOMING),
        (period("2026-11-25", "2026-11-26"), "du 25 au 26 novembre 2026", Standing.CURRENT),
        (period("2026-11-26"), "26 novembre 2026", Standing.CURRENT),
        (period("2026-11"), "novembre 2026", Standing.UPCOMING),
        (period("2026-03", "2026-04"), "de mars à avril 2026", Standing.PAST),
        (period("2025-10", "2026"), "d’octobre 2025 à 2026", Standing.UPCOMING),
        (period("2025-03", "2025-04-03"), "de mars au 3 avril 2025", Standing.PAST),
        (period("2025-04-02", "2025-06"), "du 2 avril à juin 2025", Standing.PAST),
        (period(""), "date non communiquée", Standing.UNDATED),
    ],
)
def test_a_period_is_said_as_far_as_it_is_known(given, words, standing):
    assert (given.in_words, given.standing(TODAY)) == (words, standing)


def file(**known):
    told = {
        "translation_key": UUID(int=7),
        "last_published_at": datetime.datetime(2025, 1, 2, 3, 4, 5, tzinfo=datetime.UTC),
        "title": "Forum ; édition 2025, à Rennes",
        "summary": "Ligne une\nligne deux \\ fin",
        "place": "Rennes, Couvent des Jacobins",
        **known,
    }
    return calendar_text(SimpleNamespace(**told), "http://localhost/actualites/forum/")


def test_the_last_day_of_a_calendar_is_the_day_after_and_texts_are_escaped():
    lines = file(start=PartialDate(2025, 3, 31), end=PartialDate(2025, 3, 31)).split("\r\n")

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20250331" in lines
    assert "DTEND;VALUE=DATE:20250401" in lines
    assert "DTSTAMP:20250102T030405Z" in lines
    assert "UID:00000000-0000-0000-0000-000000000007@ia-des-territoires" in lines
    assert "SUMMARY:Forum \\; édition 2025\\, à Rennes" in lines
    assert "DESCRIPTION:Ligne une\\nligne deux \\\\ fin" in lines
    assert not any(line.startswith("DTEND") for line in file(start=PartialDate(2025, 3, 31), end=None).split("\r\n"))


def test_a_line_has_75_octets_at_most_and_unfolds_to_what_it_was():
    line = "DESCRIPTION:" + escaped("Élus, agents ; « " + "é€𝄞" * 60)
    pieces = folded(line).split("\r\n")

    assert len(pieces) > 3
    assert max(len(piece.encode()) for piece in pieces) <= 75
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
