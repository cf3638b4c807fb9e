"""Resources of the demonstration: the ten cards that can be read, each answer taken from the data and nothing else."""

from wagtail.models import Site

from cms.core.demo_rows import by_slug, source_rows
from cms.core.partial_dates import PartialDate
from cms.taxonomy.demo import Item, Report, read_items, source_title
from cms.taxonomy.models import ResourceLevel, ResourceType
from cms.territories.models import LocalAuthority
from cms.workflow.demo_publishing import add_page
from library_pages.models import (
    Actor,
    ResourceIndexPage,
    ResourcePage,
    ResourceProducer,
    ResourceReuse,
    ResourceSource,
)

TYPES = {
    "catalogue-outils-participation": "catalogue",
    "bataille-de-l-ia": "jeu",
    "jouer-a-debattre-ia": "kit-de-debat",
    "conference-chatgpt-partout": "conference",
    "mooc-fonctionnement-algorithmes": "mooc",
    "mikrodystopies-cafe-ia": "atelier",
    "ressources-pedagogiques-ia-drane": "ressources-pedagogiques",
}
"""Card to the type that its own words say; the three others are to be completed."""
BEGINNER = frozenset({"elements-of-ai", "objectif-ia"})
"""Cards that call themselves an initiation."""
REUSED = {"bataille-de-l-ia": ["cu-arras"]}
"""Card to the collectivités that its note says took it up; the data has no field for it."""


def producers(names: str | None) -> list[ResourceProducer]:
    """« A & B » are two; one that the register knows is linked to it."""
    listed = names.split(" & ") if names else []
    return [ResourceProducer(name=name, actor=Actor.objects.filter(name__iexact=name).first()) for name in listed]


def build(item: Item) -> ResourcePage:
    slug = item["slug"]
    reused = REUSED.get(slug, [])
    page = ResourcePage(
        slug=slug,
        title=item.get("titre_complet") or item["titre"],
        description=item["description"],
        resource_type=ResourceType.objects.filter(slug=TYPES.get(slug)).first(),
        link=item["lien"] or "",
        truncated_link=item["lien_tronque"] or "",
        level=ResourceLevel.BEGINNER if slug in BEGINNER else "",
        editorial_note="" if reused else item["notes"] or "",
    )
    page.producers.set(producers(item["producteur"]))
    page.reuses.set([ResourceReuse(authority=authority) for authority in by_slug(LocalAuthority, reused)])
    page.sources.set(source_rows(ResourceSource, [item["source"]]))
    return page


def load_index(item: Item) -> bool:
    """The source announces twelve cards: the page says how many it shows, and since when."""
    if ResourceIndexPage.objects.exists():
        return False
    page = ResourceIndexPage(slug=item["slug"], title=item["titre"], introduction=item["introduction"])
    figure = item["chiffre"]
    quoted = {
        "number": figure["nombre"],
        "label": figure["libelle"],
        "scope": figure["perimetre"],
        "date": PartialDate.parse(figure["date"]),
        "source": {"title": source_title(item["source"]), "url": ""},
    }
    page.body = [("figure", quoted)]
    add_page(Site.objects.get(is_default_site=True).root_page, page, publish=True)
    return True


def load_resource(item: Item) -> bool:
    if ResourcePage.objects.filter(slug=item["slug"]).exists():
        return False
    add_page(ResourceIndexPage.objects.get(), build(item), publish=True)
    return True


def load(report: Report) -> None:
    report("Page des ressources", read_items(__file__, "ressources_index"), load_index)
    report("Ressources", read_items(__file__, "ressources"), load_resource)
