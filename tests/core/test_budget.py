"""Pages that grow with their content stay within 350 elements: those of the demonstration, with far more rows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cms.taxonomy.models import NATURES_OF, FollowUpStatus, SegmentKind, SegmentNature, Theme
from concertation_pages.models import (
    OpinionPage,
    Recommendation,
    ReportPage,
    ReportSegment,
    StatusChange,
    TrackedItem,
)
from home.models import EvidenceIndexPage, EvidencePage, ManifestoChapterPage, Principle
from library_pages.models import CharterClause, CharterPage, Result, Source, UseCasePage, VigilancePoint
from tests.commits import run_pending
from tests.elements import Elements

pytestmark = [pytest.mark.once, pytest.mark.django_db]
MOST_ELEMENTS = 350
WORDS = "La collectivité forme les agents et les élus avant tout déploiement d’un outil."


def charter() -> str:
    """Eighty clauses with a title, half of them beside principles."""
    page = CharterPage.objects.get(slug="grand-nancy-charte-ia")
    codes = list(Principle.objects.values_list("code", flat=True))[:4]
    for rank in range(80):
        covered = " ".join(codes[rank % 2 : rank % 2 + 2])
        page.clauses.add(
            CharterClause(title=f"Article {rank}", text=WORDS, obligation="obligatoire", principles=covered)
        )
    page.save()
    return str(page.url)


def report() -> str:
    """Eighty long passages, three of them of another nature; something is known of every proposal."""
    page = ReportPage.objects.filter(live=True, segments__isnull=False).first()
    theme, axis, kinds = Theme.objects.first(), ManifestoChapterPage.objects.first(), list(SegmentKind)
    for rank in range(80):
        kind = kinds[rank % 3]
        page.segments.add(
            ReportSegment(
                kind=kind, nature=NATURES_OF[kind][rank < 3], text=WORDS, verbatim=WORDS, theme=theme, axis=axis
            )
        )
    page.save()
    told(page, [row.code for row in page.segments.all() if row.kind == SegmentKind.PROPOSAL])
    return str(page.url)


def opinion() -> str:
    """Forty recommendations with all that may be said of them, and their history."""
    page, axis = OpinionPage.objects.get(slug="avis-1"), ManifestoChapterPage.objects.first()
    page.recommendations.set(
        Recommendation(
            number=number,
            heading="Former",
            text=WORDS,
            department="Numérique",
            response=WORDS,
            deliverable="Guide",
            deliverable_url="https://example.org/",
            axis=axis,
        )
        for number in range(1, 41)
    )
    page.recommendation_count = 40
    page.save()
    told(page, [str(number) for number in range(1, 41)], points=3)
    return str(page.url)


def told(page: Any, codes: list[str], points: int = 1) -> None:
    TrackedItem.objects.bulk_create((TrackedItem(page=page, code=code) for code in codes), ignore_conflicts=True)
    said = {"reason": WORDS, "proof_url": "https://example.org/", "author_name": "Ville"}
    status, accepted = FollowUpStatus.objects.first(), StatusChange.Decision.ACCEPTED
    StatusChange.objects.bulk_create(
        StatusChange(item=item, status=status, decision=accepted, **said)
        for item in TrackedItem.objects.filter(page=page, code__in=codes)
        for _ in range(points)
    )


def chapter() -> str:
    """Eight principles, of which each has two links and room for one."""
    page, index = ManifestoChapterPage.objects.first(), EvidenceIndexPage.objects.get()
    quoted = UseCasePage.objects.filter(live=True).first()
    for rank in range(8 - page.principles.count()):
        page.principles.add(Principle(code=f"{page.code}-{50 + rank}", statement=WORDS))
    page.save()
    for principle in page.principles.all():
        for title in (f"{principle.code}, une fois", f"{principle.code}, deux fois"):
            link = EvidencePage(title=title, principle_code=principle.code, nature="illustre", target=quoted)
            link.quotation = quoted.summary[:60]
            index.add_child(instance=link)
    return str(page.url)


def fiche() -> str:
    """Three more results, points of vigilance and sources: what it says comes before its neighbours."""
    page = UseCasePage.objects.get(slug="nantes-cantines")
    page.results.add(*(Result(indicator="repas", before="1", after="2", unit="t", source="Bilan") for _ in range(3)))
    page.vigilance_points.add(*(VigilancePoint(text=WORDS) for _ in range(3)))
    page.sources.add(*(Source(title="Bilan", url="https://example.org/") for _ in range(3)))
    page.save()
    return str(page.url)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("grown", [charter, report, opinion, chapter, fiche])
def test_a_page_with_far_more_rows_keeps_its_size(client: Client, grown: Callable[[], str]) -> None:
    address = grown()
    run_pending()

    def count(query: str = "") -> int:
        answer = client.get(address + query, headers={"host": "localhost"})
        assert answer.status_code == 200, query
        return Elements(answer.content.decode()).number

    assert count() <= MOST_ELEMENTS
    if grown in (charter, report, opinion):
        assert count("?page=2") <= MOST_ELEMENTS
        assert count("?page=tout") > MOST_ELEMENTS, "without pages of rows it would be too large"
    if grown is report:
        assert count(f"?nature={SegmentNature.TO_PUBLIC_BODIES}") <= MOST_ELEMENTS
