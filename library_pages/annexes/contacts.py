"""Which contacts of a page may be shown and reached now."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from library_pages.models.annex_records import ContactPause
from library_pages.models.annexes import Contact


def paused(emails: Iterable[str]) -> set[str]:
    """Those of these addresses, in lower case, whose person asked not to be contacted."""
    asked = {email.lower() for email in emails if email}
    found = ContactPause.objects.filter(email__in=asked, paused_at__isnull=False)
    return set(found.values_list("email", flat=True))


def reachable(page: Any) -> list[Contact]:
    """The contacts of the published page whose agreement holds and who are not in pause, in the editor's order."""
    today = timezone.localdate()
    agreed = [contact for contact in page.contacts.all() if contact.is_agreed(today)]
    away = paused(contact.email for contact in agreed) if agreed else set()
    return [contact for contact in agreed if contact.email.lower() not in away]


def pause_of(email: str) -> ContactPause:
    """The row of an address, made when first needed."""
    row, _ = ContactPause.objects.get_or_create(email=email.lower())
    return row
