"""The public projection: the only writer of `SearchEntry`."""

from search.projection.refresh import current_version, refresh
from search.projection.sources import shown_keys, shown_models, sources

__all__ = ["current_version", "refresh", "shown_keys", "shown_models", "sources"]
