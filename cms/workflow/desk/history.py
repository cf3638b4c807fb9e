"""`/admin/relecture/<page>/historique/`: what happened to a page, a step a line, read from Wagtail's journal."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import PageLogEntry, Revision

from cms.workflow.changes import RESTRICTED, changes_between
from cms.workflow.desk.base import PageView
from cms.workflow.models import publication_before

SENTENCES = {
    "wagtail.create": "a créé la page",
    "wagtail.workflow.start": "a soumis une version à relecture",
    "wagtail.workflow.resume": "a soumis la version modifiée",
    "wagtail.workflow.approve": "a approuvé",
    "wagtail.workflow.reject": "a demandé des modifications",
    "wagtail.workflow.cancel": "a retiré la version de la relecture",
    "cms.workflow.vote": "a donné une première approbation",
    "cms.workflow.refuse": "a refusé cette version",
    "cms.page.take_offline": "a retiré la page du site",
    "wagtail.publish": "a mis la version en ligne",
    "wagtail.publish.schedule": "a programmé la mise en ligne",
    "wagtail.publish.scheduled": "a mis en ligne la version programmée",
    "wagtail.schedule.cancel": "a annulé la date de mise en ligne",
    "wagtail.unpublish.scheduled": "a retiré la page à la date prévue",
    "workflow.opinion_given": "a donné son avis, sans voix dans la décision",
    "workflow.lot_joined": "a mis la page dans un lot",
    "workflow.lot_left": "a sorti la page de son lot",
    "workflow.lot_published": "a mis la version en ligne, avec son lot",
    "workflow.lot_rolled_back": "a remis la page comme avant son lot",
    "wagtail.copy": "a copié la page",
    "wagtail.move": "a déplacé la page",
    "wagtail.reorder": "a changé l’ordre des pages",
    "wagtail.revert": "est revenu à une version plus ancienne",
    "wagtail.view_restriction.create": "a limité l’accès à la page",
    "wagtail.view_restriction.edit": "a changé qui a accès à la page",
    "wagtail.view_restriction.delete": "a rendu la page à tous",
}
"""Actions of the journal in plain words; the others are said by their own formatter."""
LEFT_OUT = frozenset({"wagtail.edit", "wagtail.rename", "wagtail.lock", "wagtail.unlock"})
"""Each save of a draft: what they came to is told when it is submitted."""
CANCELLED = "wagtail.workflow.cancel"
ENDS_REVIEW = frozenset({"cms.workflow.refuse", "cms.page.take_offline"})
"""Steps that cancel the review themselves."""
AT_ONCE = datetime.timedelta(seconds=5)
"""Between the two lines that such a step writes."""
PER_PAGE = 50


@dataclass(frozen=True)
class StepTaken:
    """A line of the history. `revision` is the version that it is about, when it is kept."""

    at: datetime.datetime
    who: str
    sentence: str
    comment: str
    revision: int | None


def history_of(page: Any, most: int) -> list[StepTaken]:
    """The last steps, latest first."""
    return [_step(entry) for entry in _entries(page)[:most]]


def _entries(page: Any) -> QuerySet[PageLogEntry]:
    """Of the journal, latest first. A refusal and a withdrawal from the site cancel the review: said once, by who
    did it.
    """
    told_already = PageLogEntry.objects.filter(
        page_id=OuterRef("page_id"),
        user_id=OuterRef("user_id"),
        action__in=ENDS_REVIEW,
        timestamp__gt=OuterRef("timestamp") - AT_ONCE,
        timestamp__lt=OuterRef("timestamp") + AT_ONCE,
    )
    return (
        PageLogEntry.objects.filter(page_id=page.pk)
        .exclude(action__in=LEFT_OUT)
        .exclude(Exists(told_already), action=CANCELLED)
        .select_related("user")
        .order_by("-timestamp", "-pk")
    )


def _step(entry: Any) -> StepTaken:
    said = SENTENCES.get(entry.action)
    person = (entry.data or {}).get("person")  # somebody without account, who gave an opinion by a link
    return StepTaken(
        at=timezone.localtime(entry.timestamp),
        who=str(entry.user or person or "Le site"),
        sentence=said or strip_tags(str(entry.message)),
        comment=(entry.data or {}).get("comment", "") if said else "",
        revision=entry.revision_id,
    )


class HistoryView(PageView):
    """Every step, who took it, what he said, and what the version changed."""

    page_title = "Historique"
    header_icon = "history"
    template_name = "workflow/admin/desk_history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        listed: Any = Paginator(_entries(self.page), PER_PAGE).get_page(self.request.GET.get("page"))
        listed.parameter = "page"
        steps = [_step(entry) for entry in listed.object_list]
        return {**super().get_context_data(**kwargs), "steps": steps, "listed": listed}


class VersionView(PageView):
    """`…/historique/<revision>/`: what a version changed, compared with the one that was online before it."""

    page_title = "Ce que cette version a changé"
    header_icon = "history"
    template_name = "workflow/admin/desk_version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        revision: Revision = get_object_or_404(self.page.revisions, pk=self.kwargs["revision_id"])
        before = publication_before(revision)
        return {
            **super().get_context_data(**kwargs),
            "revision": revision,
            "before": before,
            "changes": changes_between(before.version if before else None, revision.as_object()),
            "restricted_label": RESTRICTED,
        }
