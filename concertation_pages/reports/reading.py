"""A report as its page shows it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, Value, prefetch_related_objects
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from wagtail.models import Page

from cms.core.content_version import version_for
from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from cms.taxonomy.models import FollowUpStatus
from cms.territories.models import LocalAuthority
from cms.workflow import page_rows
from concertation_pages.models import Commitment, CommitmentAuthority, ReportOutcome, ReportPage, ReportSpeaker
from concertation_pages.reports import answers
from concertation_pages.reports.passages import part3_of, passages_of
from concertation_pages.tracking.reading import followed_statuses, points
from concertation_pages.tracking.rows import follow_up_of
from search.documents import tags_of

SPEAKER, AUTHORITY = "speaker", "authority"
_statuses: PerVersion[list[FollowUpStatus]] = PerVersion(lambda _: followed_statuses())


@dataclass(frozen=True)
class Outcome:
    """`page` is there when anybody may read it; `is_offline` when it was, and is withdrawn."""

    row: ReportOutcome
    page: Page | None

    @property
    def is_offline(self) -> bool:
        linked = self.row.page_linked
        return bool(linked and linked.first_published_at and not linked.live)


def read_report(pk: int) -> ReportPage:
    """With its rows, its commitment, and the public history of its proposals."""
    page: Any = page_rows.read(ReportPage, pk, ("commitment",))
    page.speakers, page.read_authorities = _people(page)
    prefetch_related_objects([page], Prefetch("tracked_items__changes", points()))
    found: ReportPage = page
    return found


def report_context(page: ReportPage, request: HttpRequest) -> dict[str, Any]:
    public, follow_up = _public_pages(page), follow_up_of(page, _statuses.get(version_for(request)))
    part3 = part3_of(page, request, passages_of(page, {row.code: row.standing for row in follow_up.rows}, public))
    every_told = [row for row in follow_up.rows if row.standing.is_told]
    here = {passage.row.code for passage in part3.row_page.rows}
    told = [row for row in every_told if row.code in here] if part3.row_page.by_name else every_told
    return {
        "authorities": getattr(page, "read_authorities", None) or authorities(page.commitment),
        "glance": answers.at_a_glance(page),
        "practical": answers.practical(page),
        "methods": answers.methods(page),
        "results": answers.results(page),
        "follow_up_facts": answers.follow_up(page),
        "part3": part3,
        "row_page": part3.row_page,
        "follow_up": follow_up,
        "told": told,
        "is_told_elsewhere": len(told) < len(every_told),
        "untold": [row.code for row in follow_up.rows if row not in every_told],
        "outcomes": list(_outcomes(page, public)),
        "others": [other for other in public.values() if _is_of(page.commitment, other)],
        "keywords": tags_of(page),
    }


def _people(page: ReportPage) -> tuple[list[ReportSpeaker], list[LocalAuthority]]:
    """Who spoke, and the collectivités: one statement. Of who did not agree to be named, only that he did."""
    agreed, others = page.speakers.filter(agreed_on__isnull=False), page.speakers.filter(agreed_on=None)
    said = JSONObject(**{name: name for name in ("id", "name", "profession", "talk", "agreed_on")})
    own = CommitmentAuthority.objects.filter(commitment=page.commitment_id)
    named = JSONObject(id="authority__id", name="authority__name", slug="authority__slug")
    rows = agreed.order_by().values_list(Value(SPEAKER), "sort_order", "pk", said)
    unnamed = others.order_by().values_list(Value(SPEAKER), "sort_order", "pk", JSONObject(id="id"))
    both = rows.union(unnamed, own.order_by().values_list(Value(AUTHORITY), "sort_order", "pk", named), all=True)
    read: dict[str, list[dict[str, Any]]] = {SPEAKER: [], AUTHORITY: []}
    for what, _, _, columns in sorted(both, key=lambda row: (row[0], row[1] or 0, row[2])):
        read[what].append(json.loads(columns) if isinstance(columns, str) else columns)
    return [ReportSpeaker(**row) for row in read[SPEAKER]], [LocalAuthority(**row) for row in read[AUTHORITY]]


def authorities(commitment: Commitment) -> Sequence[LocalAuthority]:
    rows = commitment.authorities.select_related("authority__authority_type", "authority__region")
    return [row.authority for row in rows]


def _outcomes(page: ReportPage, public: Mapping[int, Page]) -> Iterator[Outcome]:
    for row in page.outcomes.all():
        yield Outcome(row, public.get(row.page_linked_id or 0))


def _public_pages(page: ReportPage) -> dict[int, Page]:
    """Those that the report names and the other reports of its commitment, as far as anybody may read them."""
    named = {row.page_linked_id for row in page.outcomes.all()} | {row.axis_id for row in page.segments.all()}
    siblings = Q(reportpage__commitment=page.commitment_id) & ~Q(pk=page.pk)
    found = unrestricted(Page.objects.filter(Q(pk__in=named - {None}) | siblings)).select_related("reportpage")
    return {one.pk: one for one in found.order_by("path")}


def _is_of(commitment: Commitment, page: Page) -> bool:
    """Whether this page is one of the reports of the commitment."""
    report = getattr(page, "reportpage", None)
    return bool(report and report.commitment_id == commitment.pk)
