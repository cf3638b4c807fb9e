from search.models.alert import Alert
from search.models.entry import SearchEntry
from search.models.index_health import IndexHealth, IndexRebuild
from search.models.pins import PinnedPage, PinnedResults
from search.models.query_counts import QueryCount
from search.models.state import IndexState, StaleScope
from search.models.synonyms import SynonymGroup

__all__ = [
    "Alert",
    "IndexHealth",
    "IndexRebuild",
    "IndexState",
    "PinnedPage",
    "PinnedResults",
    "QueryCount",
    "SearchEntry",
    "StaleScope",
    "SynonymGroup",
]
