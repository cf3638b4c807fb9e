"""What is known of the link of a resource."""

import datetime
from typing import TYPE_CHECKING

from library_pages.models.link_check import LinkCheck, LinkState

if TYPE_CHECKING:
    from library_pages.models import ResourcePage


def dead_since(page: "ResourcePage") -> datetime.date | None:
    """Day of the first failure of a link that is dead; None for one that is shown, or that was not asked yet."""
    check: LinkCheck | None = getattr(page, "link_check", None)
    if not page.link or check is None or check.url != page.link or check.state != LinkState.DEAD:
        return None
    return check.failing_since
