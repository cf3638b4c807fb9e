"""How long what a page says stays true: who found it right, when it should be read again, who is reminded of it."""

from cms.workflow.freshness.confirming import confirm
from cms.workflow.freshness.effective import FreshPage, stale_pages

__all__ = ["FreshPage", "confirm", "stale_pages"]
