"""What annexes keep about a person, and for how long (see `cms.members.personal_data`)."""

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision

from cms.members.personal_data import Person, Rows, register
from library_pages.models.annex_records import AnnexRead, ContactPause, ExchangeRequest
from library_pages.models.annexes import CharterContact, Contact, UseCaseContact

KEPT = timedelta(days=365)
"""Who read contacts, who asked for an exchange, and a contact after the end of the agreement."""
TOLD = ("name", "role", "email", "phone", "purpose", "agreed_on", "expires_on")
MODELS: tuple[type[Contact], ...] = (UseCaseContact, CharterContact)


def _versions(model: type[Contact]) -> Any:
    """Stored versions of the pages of this kind of contact that hold any."""
    page_class: Any = model._meta.get_field("page").related_model
    kind = ContentType.objects.get_for_model(page_class)
    return Revision.objects.filter(content_type=kind, content__contacts__0__isnull=False)


def _remove(matches: Any) -> None:
    """Take the contacts that `matches` (a test of the values of a row) out of every stored version."""
    for model in MODELS:
        for revision in _versions(model).iterator(chunk_size=100):
            rows = revision.content["contacts"]
            kept = [row for row in rows if not matches(row)]
            if len(kept) < len(rows):
                Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "contacts": kept})


def export_contacts(person: Person) -> Rows:
    """As published, then as only versions hold them."""
    if not person.email:
        return []
    found = []
    for model in MODELS:
        rows = model._default_manager.filter(email__iexact=person.email).select_related("page")
        found += [{"page": row.page.title, "version": "en base", **_told(row.__dict__)} for row in rows]  # type: ignore[attr-defined]
        for revision in _versions(model).iterator(chunk_size=100):
            own = [row for row in revision.content["contacts"] if _is_of(row, person)]
            found += [{"page": revision.object_str, "version": _moment(revision), **_told(row)} for row in own]
    return found


def erase_contacts(person: Person) -> None:
    if not person.email:
        return
    for model in MODELS:
        model.objects.filter(email__iexact=person.email).delete()
    _remove(lambda row: _is_of(row, person))
    ContactPause.objects.filter(email=person.email.lower()).delete()


def forget_contacts() -> None:
    """Those whose agreement ended long ago, published or in a version, and the pauses of nobody's address."""
    limit = timezone.localdate() - KEPT
    for model in MODELS:
        model.objects.filter(expires_on__lt=limit).delete()
    _remove(lambda row: (row.get("expires_on") or "9") < limit.isoformat())


def export_reads(person: Person) -> Rows:
    return [{"page": read.page.title, "le": _moment(read)} for read in _of(AnnexRead, person)]


def export_exchanges(person: Person) -> Rows:
    return [{"page": asked.page.title, "le": _moment(asked)} for asked in _of(ExchangeRequest, person)]


def _of(model: Any, person: Person) -> Any:
    return model.objects.filter(Q(user=person.user) & Q(user__isnull=False)).select_related("page")


def erase_records(model: Any, person: Person) -> None:
    """The act stays counted, by nobody."""
    _of(model, person).update(user=None)


def forget_records(model: Any) -> None:
    model.objects.filter(at__lt=timezone.now() - KEPT).delete()


def _is_of(row: dict[str, Any], person: Person) -> bool:
    return (row.get("email") or "").lower() == person.email.lower()


def _told(row: dict[str, Any]) -> dict[str, str]:
    labels = {name: str(UseCaseContact._meta.get_field(name).verbose_name) for name in TOLD}
    return {label: str(row.get(name) or "") for name, label in labels.items()}


def _moment(thing: Any) -> str:
    at = thing.created_at if isinstance(thing, Revision) else thing.at
    return str(at.isoformat(timespec="seconds"))


def register_all() -> None:
    register("Contacts de fiches et de chartes", export_contacts, erase_contacts, forget_contacts)
    register(
        "Consultations de contacts",
        export_reads,
        lambda person: erase_records(AnnexRead, person),
        lambda: forget_records(AnnexRead),
    )
    register(
        "Demandes d’échange",
        export_exchanges,
        lambda person: erase_records(ExchangeRequest, person),
        lambda: forget_records(ExchangeRequest),
    )
