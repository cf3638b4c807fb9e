"""The link that opens the space of a commitment to one of its referents."""

from cms.core.mail import absolute
from cms.members import links
from cms.members.models import User
from concertation_pages.models import Referent

PURPOSE = "concertation"
DAYS = 400
"""A consultation lasts months, and its territory is asked for news a year later."""


def space_address(referent: Referent, by: User | None = None) -> str:
    """A new link to the space of the commitment, whole, to be put in a mail now: nothing keeps it."""
    _, token = links.issue(PURPOSE, referent.email, referent, days=DAYS, by=by)
    return absolute(links.address(token))
