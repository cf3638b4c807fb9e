"""The public projection: the only writer of `SearchEntry`."""

from search.projection.refresh import refresh
from search.projection.sources import pointing_models, shown_keys, shown_models, sources, summary_links

__all__ = ["pointing_models", "refresh", "shown_keys", "shown_models", "sources", "summary_links"]
