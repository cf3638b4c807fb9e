"""Bring the Elasticsearch index to what the entries say: the only writer of the index, and of `SearchEntry.pushed`.

Nothing here runs in a request: the worker's sweep, or a command. It reads the entries and knows nothing of pages.
"""

from search.indexing.push import push_pending
from search.indexing.turn import sweep

__all__ = ["push_pending", "sweep"]
