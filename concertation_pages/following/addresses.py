"""Where somebody who follows a page stops."""

from django.urls import reverse

from cms.core.mail import absolute
from cms.core.secret_addresses import SecretAddresses
from concertation_pages.models import Follow

FOLLOWS = SecretAddresses(Follow, "concertation_pages.following")


def stop_url(follow: Follow) -> str:
    """Whole, for a mail and for its headers."""
    return absolute(reverse("follow_stop", args=[FOLLOWS.token_of(follow)]))
