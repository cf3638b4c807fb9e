"""What a page of the site owes to the consultations that led to it: the reports that name it among their outcomes."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.http import HttpRequest
from wagtail.models import Page

from cms.core import mentions
from cms.core.content_version import version_for
from cms.core.mentions import Mention, Mentions
from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from cms.taxonomy.models import PUBLIC_STATES
from concertation_pages.models import ReportPage
from concertation_pages.models.report_rows import ReportOutcome
from search import contributions
from search.contributions import Documents, Facets
from search.facets import OUTCOME
from search.scopes import mark_object


def register_all() -> None:
    mentions.register(consultations_of)
    contributions.register(charters_from_consultations)
    for signal in (pre_save, pre_delete):
        signal.connect(outcome_about_to_change, sender=ReportOutcome, dispatch_uid="outcome_about_to_change")


def consultations_of(page: Page, request: HttpRequest) -> Mentions | None:
    """The public reports, the first published first."""
    rows = _consultations.get(version_for(request)).get(page.pk)
    return Mentions("concertations", "Issu d’une concertation", rows) if rows else None


def _read(_: str) -> Mapping[int, list[Mention]]:
    """Of every page that a public report names: asked once a version, for all the pages that may be named."""
    reports = _public_reports().filter(outcomes__page_linked__isnull=False).distinct().select_related("commitment")
    known = {report.pk: report for report in reports if report.url}
    rows = ReportOutcome.objects.filter(page__in=known, page_linked__isnull=False)
    found: dict[int, list[Mention]] = defaultdict(list)
    for page, linked in rows.order_by("page__first_published_at", "page").values_list("page", "page_linked").distinct():
        report = known[page]
        text = _named(report.commitment.name, report.title)
        found[linked].append(Mention(label="Concertation", url=report.url, text=text))
    return found


def _named(territory: str, title: str) -> str:
    """A report may have the name of its territory for a title."""
    return title if territory in title else f"{territory}, {title}"


def charters_from_consultations(documents: Documents) -> Facets:
    """« oui » for a charter that a public report names; nothing says of another that no consultation led to it."""
    keys = {key: key[0] for key, document in documents.items() if document.kind == "charte"}
    if not keys:
        return {}
    linked = ReportOutcome.objects.filter(page_linked__in=keys.values(), page__in=_public_reports().values("pk"))
    led_to = set(linked.values_list("page_linked", flat=True))
    return {key: {OUTCOME: ["oui"]} for key, page in keys.items() if page in led_to}


def outcome_about_to_change(instance: ReportOutcome, **kwargs: Any) -> None:
    """The page that such a row no longer names: afterwards nothing leads to it from the report."""
    for row in ReportOutcome.objects.filter(pk=instance.pk).exclude(page_linked=None).select_related("page_linked"):
        linked: Any = row.page_linked
        mark_object(linked)


def _public_reports() -> Any:
    """Of the territories that the public reads of: one that was withdrawn keeps its page, and is named nowhere."""
    return unrestricted(ReportPage.objects.filter(commitment__state__in=PUBLIC_STATES))


_consultations: PerVersion[Mapping[int, list[Mention]]] = PerVersion(_read)
