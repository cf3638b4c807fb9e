"""The home page of the demonstration and the identity of the site."""

from typing import Any

from wagtail.models import Page, Site

from cms.core.models import SiteIdentity
from cms.core.partial_dates import PartialDate
from cms.taxonomy.demo import Item, Report, read_items, source_title
from cms.workflow.demo_publishing import add_page
from home import demo_pages, dependency_demo, evidence_demo, menus_demo, plan_demo, programme_demo
from home.manifesto_demo import load_manifesto
from home.models import HomePage, StartingQuestion
from search.projection import refresh


def opening_figure(item: Item) -> dict[str, Any]:
    """A quoted figure, with its date and its source; what the site counts itself stands beside it."""
    return {
        "number": item["nombre"],
        "unit": item["unite"],
        "label": item["libelle"],
        "scope": item["perimetre"],
        "date": PartialDate.parse(item["date"]),
        "source": {"title": source_title(item["source"]), "url": ""},
        "counted": item["compte"],
    }


def load_home(item: Item) -> bool:
    """The page, then the site that it answers for; Wagtail's welcome page gives way."""
    if HomePage.objects.exists():
        return False
    page = HomePage(
        slug=item["slug"],
        title=item["titre"],
        seo_title=item["titre_onglet"],
        search_description=item["description"],
        headline=item["accroche"],
        introduction=item["introduction"],
        search_examples=", ".join(item["exemples_recherche"]),
    )
    page.questions.set(
        [StartingQuestion(question=row["question"], list_address=row["liste"]) for row in item["questions"]]
    )
    page.body = [("figure", opening_figure(item["chiffre_ouverture"]))]
    root = Page.get_first_root_node()
    add_page(root, page, publish=True)
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 8000, "site_name": "IA des territoires", "root_page": page},
    )
    for welcome in root.get_children().exact_type(Page):
        welcome.delete()
    identity = SiteIdentity.for_site(site)
    identity.tagline, identity.footer_text = item["description"], item["pied_de_page"]
    identity.save()
    return True


def load(report: Report) -> None:
    report("Accueil", read_items(__file__, "accueil"), load_home)
    report("Manifeste", read_items(__file__, "manifeste"), load_manifesto)
    demo_pages.load(report)
    programme_demo.load(report)
    dependency_demo.load(report)
    report("Page des preuves", read_items(__file__, "preuves_index"), evidence_demo.load_index)


def link(report: Report) -> None:
    plan_demo.link(report)
    refresh()  # what is quoted is read where the public finds it
    report("Preuves du manifeste", read_items(__file__, "preuves"), evidence_demo.load_evidence)
    report("Menus", read_items(__file__, "menus"), menus_demo.load_menus)
