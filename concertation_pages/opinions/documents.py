"""What bodies, opinions and recommendations say in search: named public fields only."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cms.core.row_pages import place
from cms.territories.population import bracket_slugs
from concertation_pages.documents import readable
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of
from search.vocabularies import NO_STATUS, NO_STATUS_LABEL

if TYPE_CHECKING:
    from cms.territories.models import LocalAuthority
    from concertation_pages.models import CitizenBodyPage, OpinionPage, Recommendation
    from concertation_pages.tracking.reading import Standing

BODY_RELATIONS = (
    "authority__authority_type",
    "authority__department",
    "authority__region",
    "figures",
    "sources",
    "tagged_items__tag",
)
OPINION_RELATIONS = (
    "published_dates",
    "works",
    "recommendations__axis",
    "sources",
    "tagged_items__tag",
    "tracked_items__changes__status",
)
NO_TEXT = "Texte non communiqué."
NOTHING = "Texte et état non communiqués"
"""Said once, beside the number."""


def body_document(page: "CitizenBodyPage") -> SearchDocument:
    return SearchDocument(
        kind="page",
        title=page.card_title,
        url=page.url,
        summary=page.listing_summary or page.introduction,
        text=joined(_body_texts(page)),
        facets=_place_facets(page.authority) | tag_facets(page),
        card={"authority": page.authority.name if page.authority else ""},
        date=publication_day(page),
        place=page.authority.coordinates if page.authority else None,
    )


def documents_of(page: "OpinionPage") -> Iterator[SearchDocument]:
    """The opinion, then each recommendation at its own address."""
    from concertation_pages.opinions.weights import are_by_name  # noqa: PLC0415  # it knows these models
    from concertation_pages.tracking.reading import standings_of  # noqa: PLC0415  # it knows these models

    body, standings = page.citizen_body(), standings_of(page)
    by_name = are_by_name(page, standings)
    axes = readable(row.axis for row in page.recommendations.all())
    yield _opinion_document(page, body)
    for row in page.recommendations.all():
        axis = row.axis.slug if row.axis and row.axis.pk in axes else ""
        document = _recommendation_document(page, body, row, standings[page.pk, row.code], axis)
        yield replace(document, url=f"{page.url}{place(row.anchor, by_name=by_name)}")


def _opinion_document(page: "OpinionPage", body: "CitizenBodyPage | None") -> SearchDocument:
    years = sorted({str(row.date.year) for row in page.published_dates.all() if row.date})
    return SearchDocument(
        kind="avis",
        title=page.card_title,
        url=page.url,
        summary=page.listing_summary or page.question,
        text=joined(_opinion_texts(page, body)),
        facets=_facets(page, body) | ({"annee": years} if years else {}),
        card=_card(body, page.get_instruction_display(), " ou ".join(years) if page.date_note else " et ".join(years)),
        date=publication_day(page),
        place=body.authority.coordinates if body and body.authority else None,
    )


def _recommendation_document(
    page: "OpinionPage", body: "CitizenBodyPage | None", row: "Recommendation", standing: "Standing", axis: str
) -> SearchDocument:
    status, said = standing.status, ". ".join(filter(None, [row.heading, row.text]))
    is_bare = not said and status is None
    return SearchDocument(
        kind="recommandation",
        title=str(row),
        url=page.url,
        summary=said or ("" if is_bare else NO_TEXT),
        text=joined([page.title, row.department, row.response, row.deliverable, body and body.title]),
        facets=_facets(page, body)
        | {"suite": [status.slug if status else NO_STATUS]}
        | ({"axe": [axis]} if axis else {}),
        card={**_card(body, NOTHING if is_bare else str(status or NO_STATUS_LABEL)), "theme_label": page.card_title},
        date=publication_day(page),
        fragment=row.anchor,
        place=body.authority.coordinates if body and body.authority else None,
    )


def _body_texts(page: "CitizenBodyPage") -> Iterator[Any]:
    yield page.listing_title and page.title
    yield page.listing_summary and page.introduction
    yield page.acronym
    if page.authority:
        yield from (page.authority.official_name, page.authority.aliases)
    yield from (page.appointment, page.mandate)
    yield from page.figures.all()
    yield body_text(page.body)
    yield page.editorial_note
    yield from page.sources.all()
    yield from tags_of(page)


def _opinion_texts(page: "OpinionPage", body: "CitizenBodyPage | None") -> Iterator[Any]:
    yield page.listing_title and page.title
    yield page.listing_summary and page.question
    if body:
        yield from (body.title, body.acronym, body.authority and body.authority.aliases)
    yield from (page.outputs, page.leads, page.review, page.date_note)
    yield from (row.label for row in page.published_dates.all())
    yield from (row.subject for row in page.works.all())
    yield body_text(page.body)
    yield page.editorial_note
    yield from page.sources.all()
    yield from tags_of(page)


def _facets(page: "OpinionPage", body: "CitizenBodyPage | None") -> dict[str, list[str]]:
    return _place_facets(body.authority if body else None) | tag_facets(page)


def _place_facets(authority: "LocalAuthority | None") -> dict[str, list[str]]:
    if authority is None:
        return {}
    kind = authority.authority_type
    values = {
        "type-collectivite": [kind.slug, kind.group] if kind else [],
        "population": list(bracket_slugs(authority.population)),
        "region": [authority.region.slug] if authority.region else [],
        "collectivite": [authority.slug],
    }
    return {parameter: slugs for parameter, slugs in values.items() if slugs}


def _card(body: "CitizenBodyPage | None", *side: str) -> dict[str, Any]:
    """`authority` is who speaks: the body, which its opinions name too."""
    return {"authority": body.title if body else "", "side": "\u00a0· ".join(filter(None, side))}
