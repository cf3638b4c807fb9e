from search.engines.base import Engine, SearchQuery, SearchResponse, Selection
from search.engines.database import DatabaseEngine
from search.engines.router import Router

engine = Router()
"""The engine of this process; one, since it remembers."""

__all__ = ["DatabaseEngine", "Engine", "SearchQuery", "SearchResponse", "Selection", "engine"]
