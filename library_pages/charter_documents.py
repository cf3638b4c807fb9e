"""What a charter says in search: named public fields only, so that a field added later stays out until it is listed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cms.territories.models import LocalAuthority
from cms.territories.population import bracket_slugs
from search.documents import SearchDocument, body_text, joined, publication_day, rich_text, tags_of

if TYPE_CHECKING:
    from library_pages.models import CharterPage

RELATIONS = (
    "nature",
    "state",
    "domains",
    "authorities__authority__authority_type",
    "authorities__authority__department",
    "authorities__authority__region",
    "clauses",
    "documents__document",
    "reviews",
    "sources",
    "tagged_items__tag",
)


def charter_document(page: "CharterPage") -> SearchDocument:
    authorities = [row.authority for row in page.authorities.all()]
    return SearchDocument(
        kind="charte",
        title=page.card_title,
        url=page.url,
        summary=page.listing_summary or page.summary,
        text=joined(_texts(page, authorities)),
        facets=_facets(page, authorities),
        card=_card(page, authorities),
        date=publication_day(page),
        place=next(filter(None, (authority.coordinates for authority in authorities)), None),
    )


def _texts(page: "CharterPage", authorities: list[LocalAuthority]) -> Iterator[Any]:
    yield page.listing_title and page.title
    yield page.listing_summary and page.summary
    yield page.identifier
    for authority in authorities:
        yield from (authority.name, authority.official_name, authority.aliases)
        yield from (authority.authority_type, authority.department, authority.region)
    yield from (page.nature, page.state, page.deliberation_number, page.version)
    yield from page.domains.all()
    yield from (row.wording for row in page.clauses.all())
    yield from (row.document.title for row in page.documents.all())
    yield rich_text(page.governance)
    yield from page.reviews.all()
    yield body_text(page.body)
    yield page.editorial_note
    yield from page.sources.all()
    yield from tags_of(page)


def _facets(page: "CharterPage", authorities: list[LocalAuthority]) -> dict[str, list[str]]:
    """Facet parameter to slugs; a text of several authorities answers to each of them."""
    types = [authority.authority_type for authority in authorities]
    values = {
        "nature": [page.nature.slug] if page.nature else [],
        "etat": [page.state.slug] if page.state else [],
        "domaine": [domain.slug for domain in page.domains.all()],
        "type-collectivite": [slug for kind in types for slug in (kind.slug, kind.group)],
        "population": [slug for authority in authorities for slug in bracket_slugs(authority.population)],
        "region": [authority.region.slug for authority in authorities if authority.region],
        "annee": [str(page.adopted.year)] if page.adopted else [],
        "tag": [tag.slug for tag in tags_of(page)],
    }
    listed_under = [authority.slug for authority in authorities]  # the first one first: lists group by it
    found = {parameter: sorted(set(slugs)) for parameter, slugs in values.items() if slugs}
    return found | ({"collectivite": list(dict.fromkeys(listed_under))} if listed_under else {})


def _card(page: "CharterPage", authorities: list[LocalAuthority]) -> dict[str, Any]:
    """`side` is what the margin of a result says: « Charte · adoptée · 2019 », a line never starting with the dot."""
    year = str(page.adopted.year) if page.adopted else ""
    return {
        "authority": ", ".join(authority.name for authority in authorities),
        "side": "\u00a0· ".join(filter(None, [str(page.nature or ""), page.agreed_state, year])),
        "year": year,
        "identifier": page.identifier,
    }
