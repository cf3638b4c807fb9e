"""What the site keeps of the people whom journalists may call (see `cms.members.personal_data`)."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.members.personal_data import Person, Rows
from home.models import PressContact

KEPT = timedelta(days=30)
"""After the last day on which a contact is shown."""
TOLD = ("organisation", "name", "email", "phone", "valid_from", "valid_until")


def export(person: Person) -> Rows:
    found = PressContact.objects.filter(email__iexact=person.email) if person.email else ()
    fields: list[Any] = [PressContact._meta.get_field(name) for name in TOLD]
    return [{str(field.verbose_name): str(getattr(contact, field.name)) for field in fields} for contact in found]


def erase(person: Person) -> None:
    if person.email:
        PressContact.objects.filter(email__iexact=person.email).delete()


def forget() -> None:
    PressContact.objects.filter(valid_until__lt=timezone.localdate() - KEPT).delete()
