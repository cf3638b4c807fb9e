"""What is known of the link of a resource."""

import datetime
from typing import TYPE_CHECKING

from library_pages.models.link_check import LinkCheck, LinkState

if TYPE_CHECKING:
    from library_pages.models import ResourcePage


def dead_since(page: "ResourcePage") -> datetime.date | None:
    """Day of the first failure of a link that is dead; None for one that is shown, or that was not asked yet."""
    if not page.link:
        return None
    dead = LinkCheck.objects.filter(page_id=page.pk, url=page.link, state=LinkState.DEAD)
    return dead.values_list("failing_since", flat=True).first()
