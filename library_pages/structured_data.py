"""Fiches and charters for search engines, in the words of schema.org: only what the page itself shows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cms.core.licence import LICENCE_URL
from cms.taxonomy.models import Tag

if TYPE_CHECKING:
    from library_pages.models import CharterPage, UseCasePage


def use_case_data(page: "UseCasePage", keywords: Iterable[Tag], address: str) -> dict[str, Any]:
    """An Article, its sources and the authority it is about. `address` is absolute."""
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "identifier": page.identifier,
        "headline": page.title,
        "description": page.summary,
        "url": address,
        "inLanguage": "fr",
        "license": LICENCE_URL,
        "datePublished": page.first_published_at and page.first_published_at.isoformat(),
        "dateModified": page.last_published_at and page.last_published_at.isoformat(),
        "articleSection": page.theme and page.theme.label,
        "keywords": [tag.name for tag in keywords],
        "citation": [source.url or source.title for source in page.sources.all()],
        "about": page.authority and {"@type": "GovernmentOrganization", "name": page.authority.name},
        "mainEntityOfPage": _reviewed(page, address),
    }
    return _known(data)


def charter_data(page: "CharterPage", keywords: Iterable[Tag], address: str) -> dict[str, Any]:
    """A Legislation once a deliberation is known, a CreativeWork until then. `address` is absolute."""
    authorities = [{"@type": "GovernmentOrganization", "name": row.authority.name} for row in page.authorities.all()]
    voted = page.deliberation_number or page.deliberation_url
    common = {
        "@context": "https://schema.org",
        "@type": "Legislation" if voted else "CreativeWork",
        "identifier": page.identifier,
        "name": page.title,
        "description": page.summary,
        "url": address,
        "inLanguage": "fr",
        "genre": page.nature and page.nature.label,
        "version": page.version,
        "license": page.reuse_licence and page.get_reuse_licence_display(),
        "keywords": [tag.name for tag in keywords],
        "citation": [source.url or source.title for source in page.sources.all()],
        "sameAs": page.official_url,
        "mainEntityOfPage": _reviewed(page, address),
    }
    date = page.adopted and page.adopted.iso
    if not voted:
        return _known({**common, "author": authorities, "dateCreated": date})
    number = page.deliberation_number
    return _known(
        {**common, "legislationPassedBy": authorities, "legislationDate": date, "legislationIdentifier": number}
    )


def _reviewed(page: "UseCasePage | CharterPage", address: str) -> dict[str, Any] | None:
    """The last day somebody found the page right."""
    return {"@type": "WebPage", "@id": address, "lastReviewed": page.verified.isoformat()} if page.verified else None


def _known(data: dict[str, Any]) -> dict[str, Any]:
    """An unknown value is absent."""
    return {name: value for name, value in data.items() if value}
