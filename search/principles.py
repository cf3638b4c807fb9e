"""The manifesto as the rest of the site knows it: its axes and its principles, read from the projection."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cms.core.per_version import PerVersion
from search.models import SearchEntry

CHAPTER = "chapitre"


@dataclass(frozen=True)
class PublicAxis:
    """`slug` is the value of the facet « axe »."""

    slug: str
    title: str
    url: str


@dataclass(frozen=True)
class PublicPrinciple:
    """`code` is as the manifesto writes it, « S-1 »; it never changes."""

    code: str
    statement: str
    url: str
    axis: PublicAxis


@dataclass(frozen=True)
class _Manifesto:
    axes: Mapping[str, PublicAxis] = field(default_factory=dict)
    principles: Mapping[str, PublicPrinciple] = field(default_factory=dict)


def axes(version: str) -> Mapping[str, PublicAxis]:
    """By slug, in the order of the manifesto."""
    return _manifestos.get(version).axes


def principles(version: str) -> Mapping[str, PublicPrinciple]:
    """By code, in the order of the manifesto."""
    return _manifestos.get(version).principles


def manifesto_entries() -> list[SearchEntry]:
    """The chapters and their principles, in the order of the manifesto."""
    entries = SearchEntry.objects.public().filter(kind=CHAPTER).exclude(card={})
    return sorted(entries.only("object_id", "path", "title", "summary", "url", "fragment", "card"), key=_rank)


def _read(version: str) -> _Manifesto:
    known: dict[int, PublicAxis] = {}
    found: dict[str, PublicPrinciple] = {}
    for entry in manifesto_entries():
        if not entry.fragment:
            known[entry.object_id] = PublicAxis(entry.card["axis"], entry.title, entry.url)
        elif axis := known.get(entry.object_id):
            code = entry.card["principle"]
            found[code] = PublicPrinciple(code, entry.summary, entry.url, axis)
    return _Manifesto({axis.slug: axis for axis in known.values()}, found)


def _rank(entry: SearchEntry) -> tuple[str, int]:
    return entry.path, entry.card.get("rank", 0)


_manifestos = PerVersion(_read)
