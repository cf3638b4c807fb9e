"""What annexes keep about a person, and for how long (see `cms.members.personal_data`)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision

from cms.members.personal_data import Person, Rows, register
from cms.workflow.models import SetAside
from library_pages.models.annex_records import AnnexRead, ContactPause, ExchangeRequest
from library_pages.models.annexes import CharterContact, UseCaseContact

KEPT = timedelta(days=365)
"""Who read contacts, who asked for an exchange, and a contact after the end of the agreement."""
TOLD = ("name", "role", "email", "phone", "purpose", "agreed_on", "expires_on")
MODELS: tuple[Any, ...] = (UseCaseContact, CharterContact)


class Store(NamedTuple):
    """Where versions of pages are kept, in the form of a revision: the rows that hold contacts, and their field."""

    rows: Any
    field: str


def _stores() -> Iterator[Store]:
    """Revisions, and what two people wrote at the same time."""
    classes: list[Any] = [model._meta.get_field("page").related_model for model in MODELS]
    kinds = ContentType.objects.get_for_models(*classes).values()
    for rows, field in (
        (Revision.objects.filter(content_type__in=kinds), "content"),
        (SetAside.objects.select_related("page"), "content"),
        (SetAside.objects.select_related("page"), "base_content"),
    ):
        yield Store(rows.filter(**{f"{field}__contacts__0__isnull": False}), field)


def _remove(matches: Callable[[dict[str, Any]], bool]) -> None:
    """Take the contacts that `matches`, given the values of a row, out of every stored version."""
    for store in _stores():
        for version in store.rows.iterator(chunk_size=100):
            content = getattr(version, store.field)
            kept = [row for row in content["contacts"] if not matches(row)]
            if len(kept) < len(content["contacts"]):
                store.rows.model.objects.filter(pk=version.pk).update(**{store.field: {**content, "contacts": kept}})


def export_contacts(person: Person) -> Rows:
    """As published, then as only versions hold them."""
    if not person.email:
        return []
    found = []
    for model in MODELS:
        rows = model.objects.filter(email__iexact=person.email).select_related("page")
        found += [{"page": row.page.title, "version": "en base", **_told(row.__dict__)} for row in rows]
    for store in _stores():
        for version in store.rows.iterator(chunk_size=100):
            own = [row for row in getattr(version, store.field)["contacts"] if _is_of(row, person)]
            title = version.object_str if isinstance(version, Revision) else version.page.title
            found += [{"page": title, "version": _moment(version), **_told(row)} for row in own]
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
    fields: list[Any] = [UseCaseContact._meta.get_field(name) for name in TOLD]
    return {str(field.verbose_name): str(row.get(field.name) or "") for field in fields}


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
