"""A contact whose agreement is over is no longer shown; who answers for the page is told, once."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cms.core.mail import absolute, queue
from cms.core.models import OutgoingMail
from library_pages.models.annexes import CharterContact, UseCaseContact


def tell_owners() -> None:
    """The key of the mail holds the end of the agreement: one that was renewed and ends again is told again."""
    due = {_key(contact): contact for contact in _expired()}
    told = set(OutgoingMail.objects.filter(key__in=due).values_list("key", flat=True)) if due else set()
    for key, contact in due.items():
        if key not in told:
            page = contact.page
            context = {
                "page_title": page.title,
                "url": absolute(reverse("wagtailadmin_pages:edit", args=[page.pk])),
                "action": "Ouvrir la page",
            }
            queue("contact_expired", page.content_owner.email, context, key=key)


def _expired() -> Iterator[Any]:
    """On live pages whose owner can be written to."""
    for model in (UseCaseContact, CharterContact):
        over = model._default_manager.filter(expires_on__lt=timezone.localdate(), page__live=True)
        owned = over.filter(page__content_owner__is_active=True).exclude(page__content_owner__email="")
        yield from owned.select_related("page__content_owner")


def _key(contact: Any) -> str:
    return f"contact-expired:{contact._meta.model_name}:{contact.pk}:{contact.expires_on}"
