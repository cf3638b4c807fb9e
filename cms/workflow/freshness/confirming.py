"""« Toujours exact »: one person says that a published page is still right. No revision, no review."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from cms.core.months import months_after
from cms.members.personal_data import Person
from cms.workflow.models import Verification
from cms.workflow.permissions import Action, may
from cms.workflow.steps import StepRefused


def confirm(page: Any, user: Any) -> Verification:
    """Record it: the public date changes at once, the review date moves. Twice in a day is once. Raises StepRefused."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        current = Page.objects.get(pk=page.pk).specific
        if not may(user, Action.CONFIRM, current):
            raise StepRefused("Cette page n’est plus en ligne, ou ce n’est pas à vous de la confirmer.")
        today = timezone.localdate()
        last = current.verifications.first()
        if last and last.on == today and last.answered == current.review_on:
            return last
        verification = Verification.objects.create(
            page_id=current.pk,
            by=user,
            on=today,
            review_on=months_after(today, current.review_months),
            answered=current.review_on,
        )
        log(current, "cms.page.confirm", user=user)
        return verification


def export(person: Person) -> list[dict[str, Any]]:
    """The pages that the person found still right."""
    mine = Verification.objects.filter(by=person.user).select_related("page") if person.user else ()
    return [{"page": row.page.title, "vérifiée le": row.on.isoformat()} for row in mine]


def erase(person: Person) -> None:
    """The date is public and stays; who gave it does not."""
    if person.user:
        Verification.objects.filter(by=person.user).update(by=None)
