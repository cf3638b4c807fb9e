"""The library of the demonstration: 38 fiches, each answer taken from the data and from nothing else."""

from typing import Any
from urllib.parse import urlsplit

from wagtail.models import Site

from cms.core.demo_rows import by_slug, source_rows
from cms.core.partial_dates import PartialDate
from cms.taxonomy.demo import Item, Report, read_items
from cms.taxonomy.models import Audience, Maturity, Technique, Theme
from cms.territories.models import LocalAuthority
from cms.workflow.demo_publishing import add_page
from library_pages import cartography_demo, charter_demo, failures_demo, resource_demo
from library_pages.models import (
    AssociatedAuthority,
    Benefit,
    Dataset,
    LibraryIndexPage,
    Source,
    UseCasePage,
    VigilancePoint,
)

ORIGIN_HOST = "numerique360.banquedesterritoires.fr"


def cost(item: Item) -> dict[str, Any]:
    """The two amounts of the data are initial outlays, which their wording says; it is kept beside them."""
    budget = item["budget"]
    return {"investment_cost": budget["montant"], "cost_note": budget["libelle"]} if budget else {}


def origin(item: Item) -> dict[str, str]:
    address = item["url_source"] or ""
    return {"origin_url": address} if urlsplit(address).hostname == ORIGIN_HOST else {}


def build(item: Item) -> UseCasePage:
    """An unsaved fiche with the single answers of the data."""
    theme, *secondary = by_slug(Theme, item["themes"])
    page = UseCasePage(
        slug=item["slug"],
        title=item["titre"],
        summary=item["resume"],
        theme=theme,
        authority=LocalAuthority.objects.get(slug=item["collectivite"]),
        maturity=Maturity.objects.get(slug=item["maturite"]),
        started=PartialDate(item["annee_debut"]) if item["annee_debut"] else None,
        solution=cartography_demo.solution_text(item["solution"]),
        editorial_note=item["notes"] or "",
        cited_in_library=item["cite_dans_la_bibliotheque"],
        **cost(item),
        **origin(item),
    )
    page.secondary_themes = secondary
    return page


def add_rows(page: UseCasePage, item: Item) -> None:
    """The repeated answers, in the order of the data."""
    page.audiences = by_slug(Audience, item["cibles"])
    page.techniques = by_slug(Technique, item["techniques"])
    associated = by_slug(LocalAuthority, item["collectivites_associees"])
    page.associated_authorities.set([AssociatedAuthority(authority=authority) for authority in associated])
    page.sources.set(source_rows(Source, [item["url_source"], item["source"], *item["sources_complementaires"]]))
    page.partners.set([cartography_demo.partner(text) for text in item["partenaires"]])
    page.solutions.set(cartography_demo.solution_rows(item["solution"]))
    page.datasets.set([Dataset(title=title) for title in item["donnees_utilisees"] or []])
    page.benefits.set([Benefit(text=text) for text in item["benefices"]])
    points = item["points_vigilance"]
    page.vigilance_points.set([VigilancePoint(text=point["texte"], origin=point["origine"]) for point in points])
    page.failures.set(failures_demo.failures_of(item["slug"]))
    page.tags.set(item["tags"])


def load_index(item: Item) -> bool:
    if LibraryIndexPage.objects.exists():
        return False
    page = LibraryIndexPage(
        slug=item["slug"], title=item["titre"], introduction=item["introduction"], show_in_menus=True
    )
    home = Site.objects.get(is_default_site=True).root_page
    add_page(home, page, publish=True)
    page.move(home, pos="first-child")  # the order of the menus
    return True


def load_fiche(item: Item) -> bool:
    """A fiche the data calls « publiee » is published; the others stay drafts."""
    if UseCasePage.objects.filter(slug=item["slug"]).exists():
        return False
    page = build(item)
    add_rows(page, item)
    add_page(LibraryIndexPage.objects.get(), page, publish=item["statut"] == "publiee")
    return True


def load(report: Report) -> None:
    report("Bibliothèque", read_items(__file__, "bibliotheque"), load_index)
    cartography_demo.load(report)
    report("Fiches", read_items(__file__, "fiches"), load_fiche)
    charter_demo.load(report)
    resource_demo.load(report)
