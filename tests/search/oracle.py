"""What the projection should hold, read page by page from the database and written without a look at its code."""

from typing import Any

from wagtail.models import Page, PageViewRestriction, Site

from home.models import StandardPage
from library_pages.models import Actor, Partner, Source, UseCasePage
from search.models import SearchEntry

Item = dict[str, Any]


def expected_entries() -> dict[tuple[str, int], Item]:
    """Every public item of the tree, by (source, page id)."""
    pages = {page.path: page for page in Page.objects.all()}
    restricted = set(PageViewRestriction.objects.values_list("page_id", flat=True))
    roots = set(Site.objects.values_list("root_page_id", flat=True))
    items = {}
    for path, page in pages.items():
        lineage = [pages[path[:end]] for end in range(page.steplen, len(path) + 1, page.steplen)]
        address = _address(lineage, roots)
        if page.live and address and not restricted.intersection(step.pk for step in lineage):
            label, item = _item(page)
            if item:
                items[label, page.pk] = {"path": path, "url": address, **item}
    return items | _actors({pk: item["facets"] for (_, pk), item in items.items() if item["kind"] == "fiche"})


def projected_entries() -> dict[tuple[str, int], Item]:
    """The public rows of the projection, in the shape of `expected_entries`."""
    items = {}
    titles = set(Source.objects.values_list("title", flat=True))
    for entry in SearchEntry.objects.filter(public=True):
        item = {name: getattr(entry, name) for name in ("path", "url", "kind", "title", "summary", "facets")}
        if entry.kind == "fiche":
            names = ("theme_label", "theme_slug", "authority", "place", "maturity_label", "maturity_step", "started")
            item["card"] = {name: entry.card[name] for name in names}
            item["sources"] = [line for line in entry.text.split("\n") if line in titles]
        if entry.kind == "acteur":
            item["fiches"] = entry.card["side"]
        items[entry.source, entry.object_id] = item
    return items


def _actors(fiches: dict[int, dict[str, list[str]]]) -> dict[tuple[str, int], Item]:
    """Every actor that one of these fiches (page id to facets) has among its partners."""
    items = {}
    for actor in Actor.objects.all():
        used_by = set(Partner.objects.filter(actor=actor, page__in=fiches).values_list("page_id", flat=True))
        if used_by:
            facets = {
                name: sorted({slug for pk in used_by for slug in fiches[pk].get(name, ())})
                for name in ("theme", "type-collectivite", "region", "collectivite")
            }
            items["library_pages.actor", actor.pk] = {
                "path": "",
                "url": f"/acteurs/{actor.slug}/",
                "kind": "acteur",
                "title": actor.name,
                "summary": "",
                "facets": facets,
                "fiches": f"{len(used_by)} fiche{'s' if len(used_by) > 1 else ''}",
            }
    return items


def _address(lineage: list[Page], roots: set[int]) -> str:
    """Slugs below the nearest root of a site; empty when no site serves the page."""
    for depth in range(len(lineage) - 1, -1, -1):
        if lineage[depth].pk in roots:
            return "/" + "".join(f"{step.slug}/" for step in lineage[depth + 1 :])
    return ""


def _item(page: Page) -> tuple[str, Item | None]:
    fiches = UseCasePage.objects.select_related("theme", "maturity", "authority__authority_type", "authority__region")
    if fiche := fiches.filter(pk=page.pk).first():
        return "library_pages.usecasepage", _fiche(fiche)
    simple = StandardPage.objects.filter(pk=page.pk).exclude(introduction="").first()
    return "home.standardpage", _simple(simple) if simple else None


def _simple(page: StandardPage) -> Item:
    tags = sorted(_tag_slugs(page))
    facets = {"tag": tags} if tags else {}
    return {"kind": "page", "title": page.title, "summary": page.introduction, "facets": facets}


def _fiche(fiche: UseCasePage) -> Item:
    authority, others = fiche.authority, [row.authority for row in fiche.associated_authorities.all()]
    facets = {
        "theme": {fiche.theme.slug, *fiche.secondary_themes.values_list("slug", flat=True)},
        "type-collectivite": {authority.authority_type.slug, authority.authority_type.group},
        "cible": set(fiche.audiences.values_list("slug", flat=True)),
        "maturite": {fiche.maturity.slug},
        "technique": set(fiche.techniques.values_list("slug", flat=True)),
        "region": {authority.region.slug},
        "tag": set(_tag_slugs(fiche)),
        "annee": {str(fiche.started.year)} if fiche.started else set(),
        "acteur": set(fiche.partners.exclude(actor=None).values_list("actor__slug", flat=True)),
    }
    bearing = list(dict.fromkeys([authority.slug, *(other.slug for other in others)]))
    return {
        "kind": "fiche",
        "title": fiche.title,
        "summary": fiche.summary,
        "facets": {name: sorted(slugs) for name, slugs in facets.items() if slugs} | {"collectivite": bearing},
        "card": {
            "theme_label": fiche.theme.label,
            "theme_slug": fiche.theme.slug,
            "authority": authority.name,
            "place": authority.department.name,
            "maturity_label": fiche.maturity.label,
            "maturity_step": fiche.maturity.order if fiche.maturity.on_scale else None,
            "started": str(fiche.started or ""),
        },
        "sources": list(fiche.sources.order_by("sort_order").values_list("title", flat=True)),
    }


def _tag_slugs(page: Page) -> list[str]:
    return [item.tag.slug for item in page.tagged_items.all()]
