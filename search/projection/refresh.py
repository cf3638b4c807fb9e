"""Bring the entries up to date with the database, in the order of the commits."""

import logging
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from cms.core import content_version
from search.analysis import columns
from search.contributions import contributed
from search.documents import SearchDocument
from search.models import IndexState, SearchEntry, StaleScope
from search.projection.sources import OBJECTS_AT_ONCE, public_rows, sources, stale_objects

logger = logging.getLogger(__name__)

SCOPES_AT_ONCE = 1_000
"""Bound of one transaction."""

KEY = ("source", "object_id", "fragment")
SHOWN = ("kind", "path", "title", "summary", "text", "url", "date", "latitude", "longitude", "facets", "card")
ANALYSED = ("title_stems", "title_folded", "body_stems", "body_folded", "exact")

Rows = dict[tuple[int, str], tuple[SearchDocument, dict[str, Any]]]
"""(object id, fragment) to the document and the values of `SHOWN` that it gives."""


def refresh() -> None:
    """Take every pending scope and recompute its entries. Safe to call at any time, by several processes at once."""
    while StaleScope.objects.exists():
        _refresh_pending()


@transaction.atomic
def _refresh_pending() -> None:
    """One transaction, so that the version and the entries are read together or not at all."""
    state = IndexState.take_next()
    scopes = list(StaleScope.objects.order_by("pk")[:SCOPES_AT_ONCE].values_list("pk", "kind", "key"))
    Site.clear_site_root_paths_cache()  # another process may have changed a site since this one cached it
    changed = 0
    for label, ids in stale_objects({(kind, key) for _, kind, key in scopes}).items():
        for some in _batches(ids):
            changed += _project(label, some, state.sequence)
    StaleScope.objects.filter(pk__in=[pk for pk, _, _ in scopes]).delete()
    if changed:
        state.record_refresh()
        content_version.renew()


def _project(label: str, ids: list[int], sequence: int) -> int:
    """Recompute the entries of these objects; the number of rows written."""
    rows = _public_documents(label, ids)
    known = {
        (entry.object_id, entry.fragment): entry
        for entry in SearchEntry.objects.filter(source=label, object_id__in=ids).defer(*ANALYSED)
    }
    written = [
        SearchEntry(
            source=label,
            object_id=pk,
            fragment=fragment,
            since=_public_since(known.get((pk, fragment)), sequence),
            **shown,
            **columns(document),
        )
        for (pk, fragment), (document, shown) in rows.items()
        if not _says(known.get((pk, fragment)), shown)
    ]
    written += [
        SearchEntry(source=label, object_id=pk, fragment=fragment, public=False)
        for (pk, fragment), entry in known.items()
        if entry.public and (pk, fragment) not in rows
    ]
    _write(written, sequence)
    return len(written)


def _public_since(known: SearchEntry | None, sequence: int) -> int:
    return known.since if known and known.public else sequence


def _write(entries: list[SearchEntry], sequence: int) -> None:
    for entry in entries:
        entry.sequence = sequence
    replaced = [*SHOWN, *ANALYSED, "public", "sequence", "since", "written_at", "pushed", "push_error"]
    SearchEntry.objects.bulk_create(entries, update_conflicts=True, unique_fields=KEY, update_fields=replaced)


def _public_documents(label: str, ids: list[int]) -> Rows:
    """What is public about these objects. One that fails to say it is left out and logged, the others go on."""
    rows: Rows = {}
    model = sources().get(label)
    for instance in public_rows(model, ids) if model else ():
        path = instance.path if isinstance(instance, Page) else ""
        try:
            documents = list(instance.search_documents())
        except Exception:
            logger.exception("No search document for %s %s", label, instance.pk)
            continue
        rows.update({(instance.pk, document.fragment): (document, _shown(document, path)) for document in documents})
    if model and issubclass(model, Page):
        _add_contributed(rows)
    return rows


def _add_contributed(rows: Rows) -> None:
    """The facets that these pages owe to those that link to them."""
    for key, facets in contributed({key: document for key, (document, _) in rows.items()}).items():
        own = rows[key][1]["facets"]
        own.update({parameter: sorted({*own.get(parameter, ()), *slugs}) for parameter, slugs in facets.items()})


def _shown(document: SearchDocument, path: str) -> dict[str, Any]:
    latitude, longitude = document.place or (None, None)
    made = {
        "path": path,
        "latitude": latitude,
        "longitude": longitude,
        "facets": {parameter: list(slugs) for parameter, slugs in document.facets.items()},
        "card": dict(document.card),
    }
    return {name: made[name] if name in made else getattr(document, name) for name in SHOWN}


def _says(entry: SearchEntry | None, shown: dict[str, Any]) -> bool:
    return bool(entry and entry.public and all(getattr(entry, name) == value for name, value in shown.items()))


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = iter(sorted(ids))
    while some := list(islice(ordered, OBJECTS_AT_ONCE)):
        yield some
