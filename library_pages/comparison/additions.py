"""Which fiches may still be added to a comparison: those that a search finds, else those that are like the first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from django.http import HttpRequest

from library_pages.comparison.choice import MOST, Choice
from search.answering import answered
from search.asking import ask
from search.facets import KIND
from search.figures import latest
from search.results import Result, result
from search.similar import similar_to

FOUND = 6
FICHES = {KIND: ["fiche"]}


class Addition(NamedTuple):
    """A fiche, and the comparison that has it too."""

    result: Result
    url: str


class Additions(NamedTuple):
    """`words` is what was searched; `heading` says what the list is."""

    words: str
    heading: str
    list: Sequence[Addition]


def additions(request: HttpRequest, choice: Choice, version: str) -> Additions:
    """None once the comparison is full."""
    if choice.is_full:
        return Additions("", "", [])
    asked = ask(request, FICHES)
    if asked.text:
        query = replace(asked.query, page=1, per_page=FOUND + MOST)
        results = [result(entry, asked.catalogue) for entry in answered(request, query).entries]
        heading = f"Fiches trouvées pour « {asked.text} »" if results else f"Aucune fiche pour « {asked.text} »"
    elif choice.pages:
        results = [similar.result for similar in similar_to(choice.pages[0], version, FOUND + MOST)]
        heading = f"Proches de « {choice.pages[0].title} »"
    else:
        results, heading = latest(FICHES, FOUND, version), "Les plus récentes"
    others = [found for found in results if found.slug not in choice.slugs]
    return Additions(asked.text, heading, [Addition(found, choice.plus(found.slug)) for found in others[:FOUND]])
