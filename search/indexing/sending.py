"""One batch of entries sent to an index, and what it said of each."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from elasticsearch.helpers import parallel_bulk

from search.engines.elasticsearch.client import bulk_client
from search.engines.elasticsearch.mapping import document, document_id
from search.indexing.errors import IndexUnavailableError, refusal
from search.indexing.indices import write_alias
from search.models import SearchEntry

logger = logging.getLogger(__name__)

AT_ONCE = 500
"""Entries read and sent together."""
AT_LEAST = 20
TOGETHER = 2
"""Requests at the same time, each with its share of a batch: a shard analyses one request on one processor only."""
LARGEST = 8 * 1024 * 1024
"""Bytes of one request; a cluster refuses 100 MB."""
UNREAD = ("title_stems", "title_folded", "body_stems", "body_folded", "exact")
"""Columns of the database's own search."""


def at_once(failures: int) -> int:
    """Fewer after each failure: what is too much for a cluster that is slow today would be tried again for ever."""
    return max(AT_LEAST, AT_ONCE >> min(failures, 10))


@dataclass
class Outcome:
    """Keys of the entries sent."""

    confirmed: list[int] = field(default_factory=list)
    newer: list[int] = field(default_factory=list)
    """The index holds a later sequence of these."""
    refused: dict[int, str] = field(default_factory=dict)
    """With the reason."""


def send(index: str, entries: Sequence[SearchEntry]) -> Outcome:
    """Write these entries, or delete those that were withdrawn. Each carries its sequence as its version: whatever the
    order and the number of times, the latest wins.

    Raises IndexUnavailableError, or an error of the client, when it is not about one document: nothing is known then of
    those that have no outcome, and they may be sent again.
    """
    outcome = Outcome()
    by_id: dict[str, int] = {}
    actions = _actions(entries, by_id, outcome)
    options: dict[str, Any] = {"index": write_alias(index), "require_alias": True, "raise_on_error": False}
    share = max(AT_LEAST, ceil(len(entries) / TOGETHER))
    for _, answer in parallel_bulk(
        bulk_client(), actions, thread_count=TOGETHER, chunk_size=share, max_chunk_bytes=LARGEST, **options
    ):
        ((operation, item),) = answer.items()
        if not item.get("error") and item["_index"] == write_alias(index):  # made by a deletion, which needs no alias
            raise IndexUnavailableError("L’index a disparu d’Elasticsearch.")
        _note(outcome, by_id[item["_id"]], operation, item)
    return outcome


def _actions(entries: Iterable[SearchEntry], by_id: dict[str, int], outcome: Outcome) -> Iterator[dict[str, Any]]:
    for entry in entries:
        key = document_id(entry)
        by_id[key] = entry.pk
        action = {"_id": key, "version": entry.sequence, "version_type": "external_gte"}
        if not entry.public:
            yield {**action, "_op_type": "delete"}
            continue
        try:
            source = document(entry)
        except Exception as error:
            logger.exception("No document for entry %s", entry.pk)
            outcome.refused[entry.pk] = type(error).__name__
            continue
        yield {**action, "_op_type": "index", "_source": source}


def _note(outcome: Outcome, pk: int, operation: str, item: dict[str, Any]) -> None:
    status, error = item["status"], item.get("error")
    if not error:  # a deletion of what is not there says 404 and no error
        outcome.confirmed.append(pk)
    elif status == 409:
        outcome.newer.append(pk)
    elif status == 400:
        outcome.refused[pk] = refusal(error)
    else:
        raise IndexUnavailableError(f"Elasticsearch refuse d’écrire : {status} ({error.get('type', 'erreur')}).")
