"""The plan of action: three axes, one deliverable each, and what came of it. Section A8 of the facts."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.partial_dates import PartialDateField
from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from home.models.sourced import ProgrammeSource, SourcedPage
from home.plan_blocks import AxisBlock, MilestoneBlock, outcomes_of
from search.documents import body_text


class DeliveringAxis(NamedTuple):
    """An axis of a public plan, by its rank; `url` leads to it."""

    number: int
    title: str
    url: str


class ActionPlanPage(SourcedPage):
    """« Plan d’action ». A state, a date, a name that no source gives is said not to be known."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    template = "pages/home/action_plan_page.html"
    max_count = 1

    document_title = models.CharField("titre du plan", max_length=255, help_text="Tel que les sources l’écrivent.")
    unveiled = PartialDateField("date de présentation")
    place = models.CharField("lieu de présentation", max_length=120, blank=True)
    duration = models.CharField("durée", max_length=60, blank=True, help_text="Ex. : « 3 ans ».")
    axes = StreamField([("axis", AxisBlock())], verbose_name="axes", min_num=1)
    milestones = StreamField([("milestone", MilestoneBlock())], verbose_name="chantiers", blank=True)

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("document_title"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("unveiled"), FieldPanel("place"), FieldPanel("duration")]),
        FieldPanel("axes"),
        FieldPanel("milestones"),
        FieldPanel("body"),
        SourcedPage.sources_panel,
        FieldPanel("tags"),
    ]

    class Meta:
        verbose_name = "plan d’action"
        verbose_name_plural = "plans d’action"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "public": self.public_targets(request)}

    def public_targets(self, request: Any) -> dict[int, str]:
        """Key to address of the pages it links to that anybody may read; the others are named without a link."""
        blocks = [*outcomes_of(self.axes), *(milestone.value for milestone in self.milestones)]
        keys = [block["page"].pk for block in blocks if block["page"]]
        return {page.pk: page.get_url(request) for page in unrestricted(Page.objects.filter(pk__in=keys))}

    def words(self) -> Iterable[Any]:
        return [self.document_title, self.unveiled, self.place, body_text(self.axes), body_text(self.milestones)]

    def delivered(self) -> dict[int, list[DeliveringAxis]]:
        """Key of each page that is an outcome, to the axes that it comes from."""
        found: dict[int, list[DeliveringAxis]] = defaultdict(list)
        for number, axis in enumerate(self.axes.raw_data, 1):  # the keys alone: the pages are not read
            known = DeliveringAxis(number, axis["value"]["title"], f"{self.url}#axe-{number}")
            for key in {outcome["value"]["page"] for outcome in axis["value"]["outcomes"]} - {None}:
                found[key].append(known)
        return found


class PlanSource(ProgrammeSource):
    page = ParentalKey(ActionPlanPage, on_delete=models.CASCADE, related_name="sources")


def _delivered(_: str) -> dict[int, list[DeliveringAxis]]:
    plan = unrestricted(ActionPlanPage.objects.all()).first()
    return plan.delivered() if plan else {}


_outcomes = PerVersion(_delivered)


def axes_delivering(page: Page, version: str) -> list[DeliveringAxis]:
    """The axes of the public plan of which this page is an outcome."""
    return _outcomes.get(version).get(page.pk, [])
