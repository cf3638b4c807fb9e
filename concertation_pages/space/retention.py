"""How long a report that is written and not sent is kept: it may name speakers who have not agreed to it."""

from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from cms.core.months import months_after
from cms.members.personal_data import each
from concertation_pages.models import ReportDraft
from concertation_pages.space.submission import public_form

KEPT_MONTHS = 12
"""After it was last saved."""


def forget_drafts() -> None:
    """Erase reports never sent that nobody saved for a year. Of those that were sent, only the names go."""
    oldest = months_after(timezone.localdate(), -KEPT_MONTHS)
    saved = ReportDraft.objects.annotate(saved=Coalesce(Max("sections__saved_at"), "created_at"))
    each(saved.filter(saved__date__lt=oldest), _forget)


def _forget(draft: ReportDraft) -> None:
    held = ReportDraft.objects.select_for_update().get(pk=draft.pk)
    if held.page_id is None:
        held.delete()
        return
    for section in held.sections.select_for_update():
        if (answers := public_form(section.answers)) != section.answers:
            section.answers = answers
            section.version += 1
            section.save(update_fields=["answers", "version"])
