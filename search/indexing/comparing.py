"""The index and the entries side by side, in the same order, each read as a stream."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F
from django.db.models.functions import Collate

from search.engines.elasticsearch.client import bulk_client
from search.indexing.claims import Claim
from search.models import IndexState, SearchEntry

AT_ONCE = 5_000
"""Documents of one page; each is a few numbers."""
KEPT_OPEN = "2m"


class Key(NamedTuple):
    source: str
    object_id: int
    fragment: str


class Document(NamedTuple):
    key: Key
    version: int


class Row(NamedTuple):
    key: Key
    pk: int
    sequence: int
    public: bool
    pushed: bool


@dataclass
class Differences:
    """Between what the index holds and what the entries say it holds. What is still to be pushed is none."""

    compared: int = 0
    """Public entries whose document should be there."""
    missing: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    ahead: list[int] = field(default_factory=list)
    """Keys of entries; of these the index knows a later sequence than the database has: a backup was restored."""
    extra: list[Document] = field(default_factory=list)
    """Documents without a public entry."""
    last_sequence: int = 0
    """Of all documents."""

    @property
    def number(self) -> int:
        return len(self.missing) + len(self.late) + len(self.ahead) + len(self.extra)


def compare(claim: Claim, index: str) -> Differences:
    """By id and sequence, both ways. The index must not be written to meanwhile: hence the claim."""
    upto, found = IndexState.reached(), Differences()
    for document, row in _side_by_side(_documents(claim, index), _rows()):
        if document:
            found.last_sequence = max(found.last_sequence, document.version)
        if row and (row.sequence > upto or not row.pushed):
            continue  # to be pushed anyway
        if row and row.public:
            found.compared += 1
            _compare(found, document, row)
        elif document:
            found.extra.append(document)
    return found


def _compare(found: Differences, document: Document | None, row: Row) -> None:
    if not document:
        found.missing.append(row.pk)
    elif document.version < row.sequence:
        found.late.append(row.pk)
    elif document.version > row.sequence:
        found.ahead.append(row.pk)


def _side_by_side(documents: Iterator[Document], rows: Iterator[Row]) -> Iterator[tuple[Document | None, Row | None]]:
    document, row = next(documents, None), next(rows, None)
    while document or row:
        if document and row and document.key == row.key:
            yield document, row
            document, row = next(documents, None), next(rows, None)
        elif document and (not row or document.key < row.key):
            yield document, None
            document = next(documents, None)
        else:
            yield None, row
            row = next(rows, None)


def _documents(claim: Claim, index: str) -> Iterator[Document]:
    """In the order of their keys, as they were when the first was asked for."""
    client = bulk_client()
    point = client.open_point_in_time(index=index, keep_alive=KEPT_OPEN)["id"]
    try:
        after: dict[str, Any] = {}
        while True:
            claim.renew()
            page = client.search(
                pit={"id": point, "keep_alive": KEPT_OPEN},
                size=AT_ONCE,
                sort=["source", "object_id", "fragment"],
                source=False,
                version=True,
                track_total_hits=False,
                **after,
            )["hits"]["hits"]
            yield from (Document(Key(*hit["sort"][:3]), hit["_version"]) for hit in page)
            if len(page) < AT_ONCE:
                return
            after = {"search_after": page[-1]["sort"]}
    finally:
        client.options(ignore_status=404).close_point_in_time(id=point)


def _rows() -> Iterator[Row]:
    """In the order of the bytes of their keys, which is that of Elasticsearch and of Python."""
    as_bytes = "C" if connection.vendor == "postgresql" else "BINARY"
    order: list[Any] = [Collate(F("source"), as_bytes), F("object_id"), Collate(F("fragment"), as_bytes)]
    values = SearchEntry.objects.order_by(*order).values_list(*Key._fields, "pk", "sequence", "public", "pushed")
    for *key, pk, sequence, public, pushed in values.iterator(chunk_size=AT_ONCE):
        yield Row(Key(*key), pk, sequence, public, pushed)
