"""The real index of a test, read and damaged without the code that keeps it."""

import os
from datetime import timedelta
from typing import Any

from django.utils import timezone

from search.indexing import push_pending
from search.models import IndexHealth, IndexRebuild, SearchEntry
from tests.elasticsearch import Node, indexed

RUNS = 40
FICHE = "library_pages.usecasepage"

Contents = dict[str, tuple[str, int]]
"""Document id to title and sequence."""


def node() -> Node:
    return Node(os.environ["ELASTICSEARCH_URL"])


def contents(prefix: str) -> Contents:
    """What a search may find in the index in use."""
    return indexed(node(), prefix)


def projected() -> Contents:
    """What it should be, from the entries."""
    rows = SearchEntry.objects.filter(public=True).values_list("source", "object_id", "fragment", "title", "sequence")
    return {f"{source}:{pk}:{fragment}": (title, sequence) for source, pk, fragment, title, sequence in rows}


def indices(prefix: str) -> list[str]:
    return sorted(node().indices(prefix))


def in_use(prefix: str) -> str:
    (row,) = node().call(f"_cat/aliases/{prefix}?format=json")
    name: str = row["index"]
    return name


def change(prefix: str, path: str, body: Any = None, method: str = "PUT") -> Any:
    """Behind the back of the site: `path` is within the index in use."""
    return node().call(f"{in_use(prefix)}/{path}", body, method)


def later() -> None:
    """As if every wait were over: the back-off, the claim of a killed process, the time it had to come back."""
    past = timezone.now() - timedelta(minutes=5)
    IndexHealth.note(retry_at=None, checked_at=None, rejected_retry_at=past, claimed_until=past)
    IndexRebuild.objects.filter(ended_at=None).update(advanced_at=past)


def settle() -> None:
    """Let the worker turn until it has nothing left to do."""
    for _ in range(RUNS):
        later()
        push_pending()
        rebuilding = IndexRebuild.objects.in_progress()
        if not SearchEntry.objects.pending().exists() and not rebuilding and not IndexHealth.current().failures:
            return
    raise AssertionError(f"the index does not settle: {IndexHealth.current().last_error}")
