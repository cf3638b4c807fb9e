"""Those who answer for a commitment: who they are is read by staff only, and forgotten in time."""

from collections.abc import Mapping
from typing import cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from cms.core.mail import forget as forget_mails
from cms.members.links import SignedLink
from cms.members.models import User
from concertation_pages.commitment import mails
from concertation_pages.models import Commitment, Referent


def links_of(referent: Referent) -> QuerySet[SignedLink]:
    """Every link that this person received about the commitment: to confirm it, to its space."""
    kind = ContentType.objects.get_for_model(Referent)
    return SignedLink.objects.filter(content_type=kind, object_id=referent.pk)


def revoke_links(referent: Referent, by: User | None) -> None:
    """None of them opens any more."""
    for link in links_of(referent).filter(revoked_at=None):
        link.revoke(by)


def add(commitment: Commitment, by: User, told: Mapping[str, str]) -> None:
    """Somebody whom the territory named to staff; his first use of the link confirms the address."""
    referent = Referent.objects.create(commitment=commitment, **told)
    if commitment.is_public:
        mails.send_space_link(referent, by)


def send_link(referent: Referent, by: User) -> None:
    """The link that is expected now, in a new mail: to confirm, which ends those before, or to the space."""
    if referent.commitment.state == Commitment.State.UNCONFIRMED:
        revoke_links(referent, by)
        mails.ask_to_confirm(referent)
    elif referent.commitment.is_public:
        mails.send_space_link(referent, by)


def send_again(link: SignedLink) -> None:
    """Another link to the space, for who holds one that has expired and that still answers for the commitment."""
    mails.send_space_link(cast("Referent", link.target), by=None)


def erase(referent: Referent) -> None:
    """The row stays, without anybody in it: what it saved is still said to have been saved by a referent."""
    revoke_links(referent, None)
    links_of(referent).update(email="")
    forget_mails(mails.event(referent))
    referent.email = referent.name = referent.role = ""
    referent.erased_at = timezone.now()
    referent.save(update_fields=["email", "name", "role", "erased_at"])
