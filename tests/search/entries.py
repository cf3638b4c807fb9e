"""Rows of the public index for tests of the engine, written as the projection writes them."""

import itertools
import secrets
from collections.abc import Iterable

from django.db import connection

from cms.core import content_version
from search.analysis import columns
from search.documents import SearchDocument
from search.models import IndexState, SearchEntry
from tests.commits import run_pending

_numbers = itertools.count(1)


def add_entries(*documents: SearchDocument, public: bool = True) -> list[SearchEntry]:
    """Rows for these documents, in a new version of the content."""
    if connection.in_atomic_block:
        run_pending()  # what the fixtures saved is indexed first: it knows nothing of these entries
    entries = SearchEntry.objects.bulk_create(entry_for(document, public) for document in documents)
    renew_version()
    return entries


def renew_version() -> None:
    """Everything is read again: these rows have no sequence."""
    IndexState.objects.update_or_create(pk=1, defaults={"lineage": [secrets.token_hex(8)]})
    content_version.renew()


def entry_for(document: SearchDocument, public: bool = True) -> SearchEntry:
    shown = ("kind", "title", "summary", "text", "url", "date", "fragment", "facets", "card")
    return SearchEntry(
        source="tests.document",
        object_id=next(_numbers),
        public=public,
        **dict(zip(("latitude", "longitude"), document.place or (None, None), strict=True)),
        **{name: getattr(document, name) for name in shown},
        **columns(document),
    )


def fiche(title: str, kind: str = "fiche", **values: object) -> SearchDocument:
    return SearchDocument(kind=kind, title=title, url=f"/bibliotheque/{title.lower()}/", **values)


def charter(title: str, **values: object) -> SearchDocument:
    return SearchDocument(kind="charte", title=title, url=f"/chartes/{title.lower()}/", **values)


def titles(entries: Iterable[SearchEntry]) -> list[str]:
    return [entry.title for entry in entries]
