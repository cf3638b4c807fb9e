from search.models.entry import SearchEntry
from search.models.state import IndexState, StaleScope
from search.models.synonyms import SynonymGroup

__all__ = ["IndexState", "SearchEntry", "StaleScope", "SynonymGroup"]
