"""The public projection: the only writer of `SearchEntry`."""

from search.projection.refresh import refresh
from search.projection.sources import (
    naming_summaries,
    pointing_models,
    shown_keys,
    shown_models,
    sources,
    summary_links,
)

__all__ = ["naming_summaries", "pointing_models", "refresh", "shown_keys", "shown_models", "sources", "summary_links"]
