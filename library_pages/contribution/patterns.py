"""Published fiches from which a new one may start."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest

from cms.core.content_version import version_for
from cms.members.belonging import authorities_of
from cms.territories.models import LocalAuthority
from search.catalogue import catalogue
from search.engines import SearchQuery, Selection, engine
from search.engines.base import RECENT, RELEVANCE
from search.facets import KIND
from search.results import Result, result
from search.text_query import parse

AUTHORITY_TYPE = "type-collectivite"
OFFERED = 8
LONGEST = 200
"""Characters of a search."""


class Pattern(NamedTuple):
    """`key` is that of its page."""

    key: int
    result: Result


@dataclass(frozen=True)
class Patterns:
    """`alike`: they come from collectivités of the same kind."""

    q: str
    results: Sequence[Pattern]
    alike: bool = False


def offered(request: HttpRequest) -> Patterns:
    """Those that answer the words typed; without words, those of collectivités like his."""
    words = request.GET.get("q", "")[:LONGEST].strip()
    if words:
        return Patterns(words, _found(request, words, {KIND: ["fiche"]}))
    kinds = LocalAuthority.objects.filter(pk__in=authorities_of(request.user))
    slugs = sorted(set(kinds.values_list("authority_type__slug", flat=True)))
    alike = _found(request, "", {KIND: ["fiche"], AUTHORITY_TYPE: slugs})
    return Patterns("", alike or _found(request, "", {KIND: ["fiche"]}), bool(alike))


def _found(request: HttpRequest, words: str, base: Selection) -> list[Pattern]:
    version = version_for(request)
    names = catalogue(version)
    text = parse(words, names.synonyms) if words else None
    sort = RELEVANCE if words else RECENT
    response = engine.search(SearchQuery(version, base, text=text, sort=sort, per_page=OFFERED))
    return [Pattern(entry.object_id, result(entry, names, text)) for entry in response.entries]
