"""How many fiches are shown beside one, which its own rows and what is said of it come before."""

from collections.abc import Iterable
from math import ceil
from typing import Any

from cms.core.mentions import Mentions

MOST = 3
"""Of its subject, and as many of the collectivités that resemble its own."""
ROOM, NEIGHBOURS = 33, 18
"""Elements that a page with all its neighbours leaves to its rows, and those that one of each kind gives back."""
WEIGHTS = {
    "results": 6,
    "quotations": 5,
    "vigilance_points": 4,
    "assessments": 4,
    "sources": 2,
    "partners": 2,
    "datasets": 2,
    "benefits": 1,
    "fundings": 1,
    "sobriety_measures": 1,
    "risks": 1,
    "associated_authorities": 1,
    "solutions": 1,
}
"""Name of the rows to the elements of each in the page."""
TABLE = 17
"""Elements of that of the results, beside its rows."""
GROUP, MENTION = 5, 6
"""Elements of what one part of the site says of the fiche: its frame, its entry in the contents; each of its lines."""


def most_neighbours(page: Any, mentions: Iterable[Mentions]) -> int:
    rows = sum(weight * len(getattr(page, name).all()) for name, weight in WEIGHTS.items())
    rows += TABLE * bool(page.results.all())
    said = sum(GROUP + MENTION * len(group.rows) for group in mentions)
    return max(0, MOST - max(0, ceil((rows + said - ROOM) / NEIGHBOURS)))
