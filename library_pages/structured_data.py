"""A fiche for search engines: a schema.org Article, its sources and the authority it is about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cms.taxonomy.models import Tag

if TYPE_CHECKING:
    from library_pages.models import UseCasePage

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


def use_case_data(page: "UseCasePage", keywords: Iterable[Tag], address: str) -> dict[str, Any]:
    """Only what the page itself shows; an unknown value is absent. `address` is absolute."""
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.summary,
        "url": address,
        "inLanguage": "fr",
        "license": LICENCE,
        "datePublished": page.first_published_at and page.first_published_at.isoformat(),
        "dateModified": page.last_published_at and page.last_published_at.isoformat(),
        "articleSection": page.theme and page.theme.label,
        "keywords": [tag.name for tag in keywords],
        "citation": [source.url or source.title for source in page.sources.all()],
        "about": page.authority and {"@type": "GovernmentOrganization", "name": page.authority.name},
    }
    return {name: value for name, value in data.items() if value}
