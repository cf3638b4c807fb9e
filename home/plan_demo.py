"""The plan of the demonstration and its publications, which lead to pages of every application."""

from wagtail.models import Page

from cms.core.demo_rows import source_rows
from cms.taxonomy.demo import Item, Report, read_items
from home import models
from home.manifesto_demo import cited
from home.programme_demo import add, date


def load_publication(item: Item) -> bool:
    if models.PublicationPage.objects.filter(slug=item["slug"]).exists():
        return False
    page = models.PublicationPage(
        slug=item["slug"],
        title=item["titre"],
        nature=item["nature"],
        published=date(item["date"]),
        place=item["lieu"] or "",
        summary=item["resume"],
        official_url=item["lien"] or "",
        related_page=Page.objects.filter(slug=item["notice"]).first() if item["notice"] else None,
    )
    page.sources.set(source_rows(models.PublicationSource, [item["source"]]))
    return add(page, models.PublicationIndexPage.objects.get())


def page_at(path: str) -> Page | None:
    """The page at this path below the home page; None while it is not loaded."""
    home = models.HomePage.objects.get()
    found: Page | None = Page.objects.filter(url_path=f"{home.url_path}{path}/").first() if path else None
    return found


def load_plan(item: Item) -> bool:
    if models.ActionPlanPage.objects.exists():
        return False
    page = models.ActionPlanPage(
        slug=item["slug"],
        title=item["titre"],
        document_title=item["titre_du_plan"],
        summary=item["resume"],
        unveiled=date(item["date"]),
        place=item["lieu"],
        duration=item["duree"],
    )
    page.axes = [("axis", axis(row)) for row in item["axes"]]
    page.milestones = [("milestone", milestone(row)) for row in item["chantiers"]]
    page.sources.set(source_rows(models.PlanSource, item["sources"]))
    return add(page)


def axis(row: Item) -> Item:
    return {
        "title": row["libelle"],
        "objective": row["description"],
        "actions": row["actions"],
        "deliverable": row["livrable"],
        "state": row["etat"],
        "calendar": row["calendrier"],
        "outcomes": [
            {"label": found["libelle"], "text": found["texte"], "page": page_at(found["page"]), "url": found["lien"]}
            for found in row["resultats"]
        ],
        "sources": [cited(source) for source in row["sources"]],
    }


def milestone(row: Item) -> Item:
    return {
        "title": row["libelle"],
        "text": row["texte"],
        "unknown": row["inconnu"],
        "page": page_at(row["page"]),
        "source": cited(row["source"]),
    }


def link(report: Report) -> None:
    """Once the other pages are there."""
    report("Publications", read_items(__file__, "publications"), load_publication)
    report("Plan d’action", read_items(__file__, "plan_action"), load_plan)
