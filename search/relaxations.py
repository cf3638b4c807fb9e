"""A way out of an empty list: what would be found with one condition less."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from search.addresses import ORDERING, Address
from search.analysis import STOP_WORDS, clean, words
from search.asking import Asked
from search.corrections import Correction, attempts, found_more
from search.engines import SearchQuery, SearchResponse, engine
from search.facets import FACETS
from search.text_query import QUOTED, parse

THEME = "theme"
MOST_WORDS = 4
"""Words of a longer search are not left out one by one: each is a search of its own."""
MOST_THEMES = 3

Option = tuple[str, Address, SearchQuery]
"""A label, the address of the list and its question."""


class Relaxation(NamedTuple):
    label: str
    url: str
    count: int  # type: ignore[assignment]  # the name of the contract; nobody counts in this tuple


def ways_out(asked: Asked, response: SearchResponse) -> tuple[Correction | None, list[Relaxation]]:
    """What was probably meant when little is found, and the relaxations when nothing is.

    They are all counted at once: one statement, or one request, finds all their words.
    """
    tried = attempts(asked, response)
    options = [] if response.total else [list(some(asked, asked.address)) for some in OPTIONS]
    queries = [*(attempt.query for attempt in tried), *(query for some in options for _, _, query in some)]
    counts = engine.totals(queries)
    others = iter(counts[len(tried) :])
    return found_more(tried, counts[: len(tried)], response), _relaxations([_finding(some, others) for some in options])


def _relaxations(found: Sequence[Sequence[Relaxation]]) -> list[Relaxation]:
    """Of each of `OPTIONS`. All the filters are only removed when no one is the obstacle."""
    without_one, without_any, *others = found or ((), ())
    return [*(without_one or without_any), *chain.from_iterable(others)]


def _finding(options: Sequence[Option], counts: Iterator[int]) -> list[Relaxation]:
    """Those that find something, each address once."""
    found = {str(target): Relaxation(label, str(target), next(counts)) for label, target, _ in options}
    return [relaxation for relaxation in found.values() if relaxation.count]


def _filters(asked: Asked, address: Address) -> Iterator[Option]:
    """Removing one of several values of a facet is none: they are alternatives, fewer of them find fewer results."""
    selected = asked.query.selected
    for parameter, values in selected.items():
        others = {other: of_other for other, of_other in selected.items() if other != parameter}
        label = f"Retirer « {_named(asked, parameter, values)} »"
        yield label, address.excluding(parameter), replace(asked.query, selected=others)


def _no_filter(asked: Asked, address: Address) -> Iterator[Option]:
    if asked.query.text and len(asked.query.selected) > 1:
        yield "Retirer tous les filtres", address.only("q", *ORDERING), replace(asked.query, selected={})


def _words(asked: Asked, address: Address) -> Iterator[Option]:
    if asked.query.text:
        yield from _other_words(asked, address)
        yield f"Retirer les mots « {asked.text} »", address.excluding("q"), replace(asked.query, text=None)


def _themes(asked: Asked, address: Address) -> Iterator[Option]:
    for theme in asked.query.selected.get(THEME, ())[:MOST_THEMES]:
        only = replace(asked.query, text=None, selected={THEME: [theme]})
        label = f"Garder seulement « {_named(asked, THEME, [theme])} »"
        yield label, Address(address.path, ((THEME, theme),)), only


OPTIONS = (_filters, _no_filter, _words, _themes)


def _other_words(asked: Asked, address: Address) -> Iterator[Option]:
    """Without the quotes that hold words together, or with a word less."""
    if QUOTED.search(asked.text):
        loose = " ".join(QUOTED.sub(lambda quoted: f" {''.join(filter(None, quoted.groups()))} ", asked.text).split())
        yield _searching(asked, address, f"Chercher sans guillemets « {loose} »", loose)
        return
    text = clean(asked.text)
    found = [word for word in words(text) if word.lower not in STOP_WORDS]
    for word in found if 1 < len(found) <= MOST_WORDS else ():
        others = " ".join(other.lower for other in found if other is not word)
        yield _searching(asked, address, f"Chercher seulement « {others} »", others)


def _searching(asked: Asked, address: Address, label: str, text: str) -> Option:
    query = replace(asked.query, text=parse(text, asked.catalogue.synonyms))
    return label, address.replacing("q", text), query


def _named(asked: Asked, parameter: str, values: Sequence[str]) -> str:
    facet = next(facet for facet in FACETS if facet.parameter == parameter)
    return f"{facet.label} : {', '.join(asked.catalogue.label(parameter, value) for value in values)}"
