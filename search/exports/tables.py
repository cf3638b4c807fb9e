"""The columns of a list in a spreadsheet, named as people read them."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from search.exports.content import LICENCE, Export, Item
from search.facets import EVIDENCE, Facet

BETWEEN = " | "
"""Between the values of one cell: no label holds it."""


class Column(NamedTuple):
    name: str
    read: Callable[[Item], str]


def _values(facet: Facet, item: Item) -> str:
    return BETWEEN.join(value.label for value in item.values(facet))


def _codes(place: int, item: Item) -> str:
    """One for each collectivité, in their order; nothing when none is known."""
    codes = [codes[place] for codes in item.authority_codes()]
    return BETWEEN.join(codes) if any(codes) else ""


ABOUT: tuple[Column, ...] = (
    Column("Identifiant", lambda item: item.identifier),
    Column("Titre", lambda item: item.entry.title),
    Column("Adresse", lambda item: item.url),
    Column("Type de contenu", lambda item: item.kind_label),
    Column("Publié le", lambda item: item.entry.date),
    Column("Résumé", lambda item: item.entry.summary),
)
CODES: tuple[Column, ...] = (
    Column("Code officiel géographique", partial(_codes, 0)),
    Column("SIREN", partial(_codes, 1)),
)
CITED: tuple[Column, ...] = (
    Column("Contenu cité", lambda item: item.cited.title),
    Column("Passage cité", lambda item: item.cited.passage),
    Column("Adresse du passage cité", lambda item: item.cited.url),
)


def columns(export: Export) -> Sequence[Column]:
    facets = [Column(facet.label, partial(_values, facet)) for facet in export.facets]
    has_evidence = any(facet.kinds == EVIDENCE for facet in export.facets)
    return (*ABOUT, *facets, *CODES, *(CITED if has_evidence else ()))


def about(export: Export) -> Iterable[tuple[str, str]]:
    """Where the list comes from and what one may do with it."""
    return (("Liste", export.address), ("Exporté le", export.day), ("Licence", LICENCE))
