"""The public projection: the only writer of `SearchEntry`."""

from search.projection.refresh import refresh
from search.projection.sources import shown_keys, shown_models, sources, summary_links

__all__ = ["refresh", "shown_keys", "shown_models", "sources", "summary_links"]
