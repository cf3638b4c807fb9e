"""What a fiche says in search: named public fields only, so that a field added later stays out until it is listed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cms.territories.models import LocalAuthority
from cms.territories.population import bracket_slugs
from search.documents import SearchDocument, body_text, joined, publication_day, rich_text, tags_of
from search.means import means_slugs

if TYPE_CHECKING:
    from library_pages.models import UseCasePage

TERMS = ("theme", "maturity", "procurement", "hosting", "automation", "ai_act")
RELATIONS = (
    *TERMS,
    "authority__authority_type",
    "authority__department",
    "authority__region",
    "secondary_themes",
    "audiences",
    "techniques",
    "tagged_items__tag",
    "associated_authorities__authority",
    "sources",
    "benefits",
    "results",
    "vigilance_points",
    "partners__role",
    "partners__actor",
    "solutions__solution",
    "quotations",
    "fundings",
    "datasets",
    "assessments__kind",
    "risks",
    "sobriety_measures",
)

NARRATIVE = ("need", "deployment", "lessons", "work_effects", "human_oversight")
NOTES = ("editorial_note", "solution", "cost_note", "licence", "legal_basis", "ai_act_reason")
ROW_TEXTS: dict[str, tuple[str, ...]] = {
    "sources": ("title",),
    "benefits": ("text",),
    "results": ("indicator", "before", "after", "unit", "period", "source"),
    "vigilance_points": ("text",),
    "partners": ("name", "role"),
    "quotations": ("text",),
    "fundings": ("funder", "detail"),
    "datasets": ("title", "provenance", "collection"),
    "assessments": ("kind",),
    "risks": ("risk", "measure"),
    "sobriety_measures": ("unit", "method"),
}
"""Relation to the public fields of its rows that hold words."""


def use_case_document(page: "UseCasePage") -> SearchDocument:
    return SearchDocument(
        kind="fiche",
        title=page.card_title,
        url=page.url,
        summary=page.listing_summary or page.summary,
        text=joined(_texts(page)),
        facets=_facets(page),
        card=_card(page),
        date=publication_day(page),
        place=page.authority.coordinates if page.authority else None,
    )


def _authorities(page: "UseCasePage") -> list[LocalAuthority]:
    """The bearing authority first; a fiche published before it was required may have none."""
    bearing = [page.authority] if page.authority else []
    return [*bearing, *(row.authority for row in page.associated_authorities.all())]


def _themes(page: "UseCasePage") -> list[Any]:
    return [theme for theme in (page.theme, *page.secondary_themes.all()) if theme]


def _actors(page: "UseCasePage") -> list[Any]:
    return [row.actor for row in page.partners.all() if row.actor]


def _solutions(page: "UseCasePage") -> list[Any]:
    return [row.solution for row in page.solutions.all()]


def _texts(page: "UseCasePage") -> Iterator[Any]:
    yield page.listing_title and page.title
    yield page.listing_summary and page.summary
    yield page.identifier
    for authority in _authorities(page):
        yield from (authority.name, authority.official_name, authority.aliases)
    if page.authority:
        yield from (page.authority.authority_type, page.authority.department, page.authority.region)
    yield from (getattr(page, name) for name in TERMS)
    for terms in (page.secondary_themes, page.audiences, page.techniques):
        yield from terms.all()
    yield from tags_of(page)
    yield from (rich_text(getattr(page, name)) for name in NARRATIVE)
    yield body_text(page.body)
    yield from (getattr(page, name) for name in NOTES)
    for item in (*_actors(page), *_solutions(page)):
        yield from item.names()
    for relation, names in ROW_TEXTS.items():
        for row in getattr(page, relation).all():
            yield from (getattr(row, name) for name in names)


def _facets(page: "UseCasePage") -> dict[str, list[str]]:
    """Facet parameter to slugs. A type of authority counts under itself and under its group."""
    authority = page.authority
    kind = authority.authority_type if authority else None
    values = {
        **compared_facets(page),
        "type-collectivite": [kind.slug, kind.group] if kind else [],
        "cible": [audience.slug for audience in page.audiences.all()],
        "maturite": [page.maturity.slug] if page.maturity else [],
        "technique": [technique.slug for technique in page.techniques.all()],
        "population": bracket_slugs(authority.population) if authority else [],
        "region": [authority.region.slug] if authority and authority.region else [],
        "tag": [tag.slug for tag in tags_of(page)],
        "annee": [str(page.started.year)] if page.started else [],
        "acteur": [actor.slug for actor in _actors(page)],
        "solution": [solution.slug for solution in _solutions(page)],
    }
    listed_under = [authority.slug for authority in _authorities(page)]  # the bearing one first: lists group by it
    found = {parameter: sorted(set(slugs)) for parameter, slugs in values.items() if slugs}
    return found | ({"collectivite": list(dict.fromkeys(listed_under))} if listed_under else {})


def compared_facets(page: "UseCasePage") -> dict[str, list[str]]:
    """What a fiche is compared by, beside its collectivité."""
    means = means_slugs(page.investment_cost, page.yearly_cost, page.staff_fte)
    return {"theme": [theme.slug for theme in _themes(page)], "moyens": means}


def _card(page: "UseCasePage") -> dict[str, Any]:
    """What a result card shows beside title and summary. `maturity_step` is 1 to 5, None when off the scale."""
    authority, theme, maturity = page.authority, page.theme, page.maturity
    return {
        "theme_label": theme.label if theme else "",
        "theme_slug": theme.slug if theme else "",
        "authority": authority.name if authority else "",
        "place": str((authority and (authority.department or authority.region)) or ""),
        "maturity_label": maturity.label if maturity else "",
        "maturity_step": maturity.order if maturity and maturity.on_scale else None,
        "started": str(page.started or ""),
        "identifier": page.identifier,
    }
