"""A way out of an empty list: what would be found with one condition less."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from search.addresses import Address
from search.asking import Asked
from search.engines import SearchQuery, engine
from search.facets import FACETS

THEME = "theme"


class Relaxation(NamedTuple):
    label: str
    url: str
    count: int  # type: ignore[assignment]  # the name of the contract; nobody counts in this tuple


def relaxations(asked: Asked, address: Address) -> list[Relaxation]:
    """Those that find something, each address once."""
    options = list(_options(asked, address))
    counts = engine.totals([query for _, _, query in options])
    found = {
        str(target): Relaxation(label, str(target), count)
        for (label, target, _), count in zip(options, counts, strict=True)
        if count
    }
    return list(found.values())


def _options(asked: Asked, address: Address) -> Iterator[tuple[str, Address, SearchQuery]]:
    query, selected = asked.query, asked.query.selected
    for parameter in selected:
        others = {other: values for other, values in selected.items() if other != parameter}
        label = f"Retirer « {_named(asked, parameter)} »"
        yield label, address.excluding(parameter), replace(query, selected=others)
    if query.text:
        yield f"Retirer les mots « {asked.text} »", address.excluding("q"), replace(query, text=None)
    if THEME in selected:
        only = replace(query, text=None, selected={THEME: selected[THEME]})
        yield f"Garder seulement « {_named(asked, THEME)} »", address.only(THEME), only


def _named(asked: Asked, parameter: str) -> str:
    facet = next(facet for facet in FACETS if facet.parameter == parameter)
    values = ", ".join(asked.catalogue.label(parameter, value) for value in asked.query.selected[parameter])
    return f"{facet.label} : {values}"
