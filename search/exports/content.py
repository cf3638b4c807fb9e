"""What a file of a list holds, whatever its format."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify

from cms.core.frame import frame
from cms.territories.models import LocalAuthority
from search.asking import Asked
from search.catalogue import Catalogue
from search.conditions import chips
from search.engines import engine
from search.facets import EVIDENCE, FACETS, KIND, Facet
from search.feeds import feed_title
from search.models import SearchEntry

MOST = 10_000
"""Results of one file, the first of the list: what a spreadsheet and a visitor still handle."""
LICENCE = "Licence Ouverte 2.0"
LONGEST_NAME = 80
DESCRIPTIVE = tuple(facet for facet in FACETS if facet.parameter != KIND)
"""The facets that say something about an item, in the order of the site."""
AUTHORITY = "collectivite"


class Value(NamedTuple):
    slug: str
    label: str


class Cited(NamedTuple):
    """What a piece of evidence quotes; empty for anything else."""

    title: str = ""
    passage: str = ""
    url: str = ""
    """Absolute."""


class Codes(NamedTuple):
    """Of a collectivité in the official registers; empty when it has none."""

    cog: str
    siren: str


@dataclass(frozen=True)
class Item:
    """A result of the list."""

    entry: SearchEntry
    names: Catalogue
    codes: Mapping[str, Codes]
    url: str
    """Absolute."""
    cited: Cited

    @property
    def identifier(self) -> str:
        return str(self.entry.card.get("identifier", ""))

    @property
    def kind_label(self) -> str:
        return self.names.label(KIND, self.entry.kind)

    def values(self, facet: Facet) -> list[Value]:
        """A group of values is left out: those under it say more."""
        vocabulary = self.names.vocabularies[facet.parameter]
        groups = set(vocabulary.groups.values())
        slugs = self.entry.facets.get(facet.parameter, ())
        return [Value(slug, vocabulary.label(slug)) for slug in slugs if slug not in groups]

    def authority_codes(self) -> list[Codes]:
        """In the order of the collectivités."""
        return [self.codes.get(slug, Codes("", "")) for slug in self.entry.facets.get(AUTHORITY, ())]


@dataclass(frozen=True)
class Export:
    """A list and where it comes from; `items` are read while they are written, once."""

    title: str
    name: str
    """Of the file, without its extension: the selection and the day."""
    address: str
    """Of the list, absolute."""
    day: str
    """AAAA-MM-JJ, in Paris."""
    total: int
    facets: Sequence[Facet]
    """Those that the kinds of the list have, in the order of the site."""
    items: Iterator[Item]

    @property
    def notice(self) -> str:
        """What is missing, if anything."""
        return f"Les {MOST} premiers résultats sur {self.total} : affinez la liste." if self.total > MOST else ""


def build_export(request: HttpRequest, asked: Asked, title: str) -> Export:
    """The list that this question makes, whatever page of it was asked for."""
    total, entries = engine.every(asked.query, MOST)
    day = timezone.localdate().isoformat()
    return Export(
        title=feed_title(asked, title, frame(request).identity.name),
        name=_file_name(asked, title, day, total),
        address=request.build_absolute_uri(str(asked.address)),
        day=day,
        total=total,
        facets=[facet for facet in DESCRIPTIVE if facet.is_of(asked.listed)],
        items=_items(entries, asked, request.build_absolute_uri),
    )


def _items(entries: Iterable[SearchEntry], asked: Asked, absolute: Callable[[str], str]) -> Iterator[Item]:
    codes = _codes(engine.bitmaps(asked.query.version).values.get(AUTHORITY, ()))
    for entry in entries:
        yield Item(entry, asked.catalogue, codes, absolute(entry.url), _cited(entry, absolute))


def _cited(entry: SearchEntry, absolute: Callable[[str], str]) -> Cited:
    if entry.kind not in EVIDENCE:
        return Cited()
    card = entry.card
    return Cited(card["target_title"], card["target_passage"], absolute(card["target_url"]))


def _codes(slugs: Iterable[str]) -> dict[str, Codes]:
    rows = LocalAuthority.objects.filter(slug__in=list(slugs)).values_list("slug", "cog_code", "siren")
    return {slug: Codes(cog, siren) for slug, cog, siren in rows}


def _file_name(asked: Asked, title: str, day: str, total: int) -> str:
    """« bibliotheque-thematique-ecologie-2026-11-26 »."""
    words = " ".join([title, *(chip.label for chip in chips(asked))]).replace("’", " ")
    selection = slugify(words)[:LONGEST_NAME].strip("-")
    part = [f"{MOST}-premiers"] if total > MOST else []
    return "-".join([selection, *part, day])
