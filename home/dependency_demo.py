"""« Dépendance numérique » of the demonstration: what the press release says, and nothing else."""

from cms.core.demo_rows import source_rows
from cms.core.partial_dates import PartialDate
from cms.taxonomy.demo import Item, Report, read_items, source_title
from cms.workflow.demo_publishing import add_page
from home import models


def load_dependency(item: Item) -> bool:
    if models.DependencyPage.objects.exists():
        return False
    call, pilots = item["appel"], item["pilotes"]
    page = models.DependencyPage(
        slug=item["slug"],
        title=item["titre"],
        introduction=item["introduction"],
        call_text=call["texte"],
        call_author=call["auteur"],
        call_source=source_title(item["source"]),
        call_date=PartialDate.parse(call["date"]),
        pilot_mission=pilots["mission"],
        pilot_state=pilots["etat"],
        pilot_state_on=PartialDate.parse(pilots["etat_au"]),
        volunteer_terms="\n".join(item["accepte"]),
    )
    page.figures.set([models.DependencyFigure(**_figure(figure)) for figure in item["chiffres"]])
    page.pilot_counts.set([models.PilotCount(**_figure(count)) for count in pilots["nombres"]])
    page.sources.set(source_rows(models.DependencySource, [item["source"]]))
    add_page(models.HomePage.objects.get(), page, publish=True)
    listed = item["solutions"]
    add_page(page, models.EuropeanSolutionsPage(slug=listed["slug"], title=listed["titre"]), publish=True)
    return True


def _figure(item: Item) -> dict[str, object]:
    return {
        "value": item["valeur"],
        "unit": item.get("unite", ""),
        "label": item["libelle"],
        "scope": item.get("perimetre", ""),
        "date": PartialDate.parse(item["date"]),
        "source_title": source_title(item["source"]),
        "source_url": item.get("adresse", ""),
    }


def load(report: Report) -> None:
    report("Dépendance numérique", read_items(__file__, "dependance"), load_dependency)
