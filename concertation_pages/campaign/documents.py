"""What the page of a campaign says in search."""

from typing import TYPE_CHECKING

from search.documents import SearchDocument, body_text, joined, publication_day, rich_text, tag_facets, tags_of

if TYPE_CHECKING:
    from concertation_pages.models import CampaignPage

RELATIONS = ("questions", "aims", "commitments", "partner_cities__authority", "tagged_items__tag")


def campaign_document(page: "CampaignPage") -> SearchDocument:
    rows = [page.commitments.all(), page.questions.all(), page.aims.all()]
    return SearchDocument(
        kind="page",
        title=page.card_title,
        url=page.url,
        summary=page.listing_summary or page.introduction or page.slogan,
        text=joined(
            [
                page.title,
                page.slogan,
                page.introduction,
                page.call_title,
                *(row for of_kind in rows for row in of_kind),
                *(row.title for row in page.aims.all()),
                *(row.authority for row in page.partner_cities.all()),
                rich_text(page.charter_text),
                page.autonomy,
                page.editorial_note,
                body_text(page.body),
                *tags_of(page),
            ]
        ),
        facets=tag_facets(page),
        date=publication_day(page),
    )
