"""The indices themselves: named, made, put in the place of one another, removed.

Writes go to an alias that each index has for itself, never to the one that is searched: a write that comes late finds
no such name once its index is gone, instead of landing in the next one.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elasticsearch.client import alias, bulk_client
from search.engines.elasticsearch.mapping import FINGERPRINT, INDEX_BODY
from search.indexing.errors import IndexUnavailableError

QUICK = 3.0
"""Seconds for a question about the cluster: a worker has other things to do than wait for one that hangs."""


@dataclass(frozen=True)
class LiveIndex:
    """The index that is searched."""

    name: str
    fingerprint: str

    @property
    def is_current(self) -> bool:
        """Whether this version of the code made it."""
        return self.fingerprint == FINGERPRINT


@dataclass(frozen=True)
class Extent:
    """How much an index holds: what tells at little cost that it is not what it should be."""

    documents: int
    last_sequence: int


def asking() -> Elasticsearch:
    """For short questions."""
    return bulk_client().options(request_timeout=QUICK)


def write_alias(name: str) -> str:
    return f"{name}-write"


def live() -> LiveIndex | None:
    """What the alias names, if it names exactly one index."""
    try:
        found = asking().indices.get_mapping(index=alias()).body
    except NotFoundError:
        return None
    if alias() in found:
        raise IndexUnavailableError(f"Un index s’appelle « {alias()} » : c’est un alias qu’il faut. Supprimez-le.")
    if len(found) != 1:
        return None
    ((name, described),) = found.items()
    return LiveIndex(name, described["mappings"].get("_meta", {}).get("fingerprint", ""))


def new_name() -> str:
    return f"{alias()}-{timezone.now():%Y%m%d%H%M%S}-{secrets.token_hex(3)}"


def ours() -> set[str]:
    """Every index that a rebuild made under this prefix, and what a late deletion made of the name of one that is gone.

    Another site may use a longer prefix.
    """
    pattern = re.compile(rf"{re.escape(alias())}-\d{{14}}-[0-9a-f]{{6}}(-write)?")
    found = asking().indices.get_settings(index=f"{alias()}-*", filter_path="*.settings.index.uuid").body
    return {name for name in found if pattern.fullmatch(name)}


def create(name: str) -> None:
    """Empty, and read by nobody: it need not show what is written to it before `show`."""
    body = {**INDEX_BODY, "aliases": {write_alias(name): {}}}
    bulk_client().indices.create(index=name, **body)
    bulk_client().indices.put_settings(index=name, settings={"refresh_interval": "-1"})


def show(name: str) -> None:
    """Make everything written so far findable."""
    bulk_client().indices.refresh(index=name)


def extent(name: str) -> Extent:
    """Of what can be found in it."""
    answer = asking().search(
        index=name,
        size=0,
        track_total_hits=True,
        allow_partial_search_results=False,
        aggregations={"last": {"max": {"field": "sequence"}}},
    )
    return Extent(answer["hits"]["total"]["value"], int(answer["aggregations"]["last"]["value"] or 0))


def put_in_place(name: str) -> None:
    """From now on searches read this one, in one step."""
    bulk_client().indices.put_settings(index=name, settings={"refresh_interval": None})
    before = [{"remove": {"index": other, "alias": alias(), "must_exist": False}} for other in _named() - {name}]
    bulk_client().indices.update_aliases(actions=[*before, {"add": {"index": name, "alias": alias()}}])


def _named() -> set[str]:
    """What the alias names."""
    try:
        return set(asking().indices.get_alias(name=alias()).body)
    except NotFoundError:
        return set()


def remove(names: Iterable[str]) -> None:
    """One that is already gone is no error."""
    for name in names:
        bulk_client().options(ignore_status=404).indices.delete(index=name)
