"""The fiches of collectivités that resemble one, as cards that say why."""

from collections.abc import Collection
from dataclasses import replace

from search.catalogue import Catalogue, catalogue
from search.engines import SearchQuery, engine
from search.engines.base import TWINS
from search.facets import KIND
from search.models import SearchEntry
from search.results import Result, result
from search.text_query import TextQuery
from search.twins import Profile, reasons


def twin_result(entry: SearchEntry, profile: Profile, names: Catalogue, text: TextQuery | None = None) -> Result:
    return replace(result(entry, names, text), reasons=reasons(profile, entry.facets, names.label))


def closest(profile: Profile, version: str, limit: int = 3, but: Collection[str] = ()) -> list[Result]:
    """The first ones, leaving out the addresses in `but`."""
    wanted = limit + len(but)
    query = SearchQuery(version, base={KIND: ["fiche"]}, sort=TWINS, per_page=wanted, twins_of=profile)
    names = catalogue(version)
    shown = [twin_result(entry, profile, names) for entry in engine.search(query).entries if entry.url not in but]
    return shown[:limit]
