"""Two people change the same page: the second to save chooses, field by field, instead of overwriting."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision

from cms.members.personal_data import Person
from cms.workflow.models import SetAside

KEPT = timedelta(days=30)


def conflict(page: Any, base_revision_id: int | str | None, base_created_at: str = "") -> Revision | None:
    """The last version of the page when it is not the one that somebody started from, which has this key.

    `base_created_at` (ISO) also finds a version rewritten in place, as autosave does with its own.
    """
    current = Page.objects.filter(pk=page.pk).values("latest_revision")  # `page` may have been read a while ago
    latest: Revision | None = Revision.objects.filter(pk__in=current).first()
    if latest is None or str(latest.pk) == str(base_revision_id or ""):
        rewritten = latest and base_created_at and base_created_at != latest.created_at.isoformat()
        return latest if rewritten else None
    return latest


def export(person: Person) -> list[dict[str, Any]]:
    """That the person has a version aside, and of which page: the text itself is the page's."""
    mine = SetAside.objects.filter(user=person.user).select_related("page") if person.user else ()
    return [{"page": aside.page.title, "mise de côté le": aside.at.isoformat()} for aside in mine]


def erase(person: Person) -> None:
    if person.user:
        SetAside.objects.filter(user=person.user).delete()


def forget() -> None:
    """A version that its author never came back to."""
    SetAside.objects.filter(at__lt=timezone.now() - KEPT).delete()
