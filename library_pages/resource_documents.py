"""What a resource says in search and to search engines: named public fields only."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from search.documents import SearchDocument, body_text, joined, publication_day, tags_of

if TYPE_CHECKING:
    from library_pages.models import ResourcePage

RELATIONS = (
    "resource_type",
    "audiences",
    "producers__actor",
    "reuses__authority",
    "sources",
    "tagged_items__tag",
)


def resource_document(page: "ResourcePage") -> SearchDocument:
    return SearchDocument(
        kind="ressource",
        title=page.card_title,
        url=page.url,
        summary=page.listing_summary or page.description,
        text=joined(_texts(page)),
        facets=_facets(page),
        card=_card(page),
        date=publication_day(page),
    )


def _texts(page: "ResourcePage") -> Iterator[Any]:
    yield page.listing_title and page.title
    yield page.listing_summary and page.description
    yield page.resource_type
    for row in page.producers.all():
        yield from (row.name, *(row.actor.names() if row.actor else ()))
    yield from (row.authority.name for row in page.reuses.all())
    yield from page.audiences.all()
    yield from (page.get_level_display(), page.duration, page.get_price_display())
    yield from (page.get_language_display(), page.get_stage_display(), page.licence)
    yield body_text(page.body)
    yield page.editorial_note
    yield from page.sources.all()
    yield from tags_of(page)


def _facets(page: "ResourcePage") -> dict[str, list[str]]:
    values = {
        "type-ressource": [page.resource_type.slug] if page.resource_type else [],
        "public": [audience.slug for audience in page.audiences.all()],
        "niveau": [page.level],
        "prix": [page.price],
        "etape": [page.stage],
        "langue": [page.language],
        "tag": [tag.slug for tag in tags_of(page)],
    }
    known = {parameter: sorted(filter(None, slugs)) for parameter, slugs in values.items()}
    return {parameter: slugs for parameter, slugs in known.items() if slugs}


def _card(page: "ResourcePage") -> dict[str, Any]:
    """Above the title its type, below it who made it, beside it what it asks of who takes it up."""
    asked = (page.get_price_display(), page.duration, page.get_level_display(), page.get_language_display())
    return {
        "theme_label": str(page.resource_type or ""),
        "authority": ", ".join(map(str, page.producers.all())),
        "side": "\u00a0· ".join(filter(None, asked)),
    }


def structured_data(page: "ResourcePage", address: str) -> dict[str, Any]:
    """In the words of schema.org. An unknown value is absent; so is the link, it may be dead. `address` is absolute."""
    data = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": page.title,
        "description": page.description,
        "url": address,
        "learningResourceType": str(page.resource_type or ""),
        "author": [{"@type": "Organization", "name": str(row)} for row in page.producers.all()],
        "audience": [{"@type": "Audience", "audienceType": str(term)} for term in page.audiences.all()],
        "educationalLevel": page.get_level_display(),
        "inLanguage": page.language,
        "isAccessibleForFree": True if page.price == "gratuit" else None,
        "license": page.licence,
        "citation": [source.url or source.title for source in page.sources.all()],
    }
    return {name: value for name, value in data.items() if value}
