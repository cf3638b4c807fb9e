"""The programme in the demonstration: news, people, association, each fact from the data."""

from collections.abc import Callable
from typing import Any, TypeVar

from wagtail.models import Page

from cms.core.demo_rows import source_rows
from cms.core.models.figures import QuotedFigureRow
from cms.core.models.rows import SourceRow
from cms.core.partial_dates import PartialDate
from cms.taxonomy.demo import Item, Report, read_items, source_title
from cms.territories.models import LocalAuthority, Person, PersonFunction
from cms.workflow.demo_publishing import add_page
from home import models

F = TypeVar("F", bound=QuotedFigureRow)
ListPage = models.NewsIndexPage | models.PublicationIndexPage

LISTS: tuple[tuple[type[ListPage], str, str, str], ...] = (
    (
        models.PublicationIndexPage,
        "publications",
        "Publications",
        "L’étude du plan d’action, et ce que les documents du programme citent.",
    ),
    (
        models.NewsIndexPage,
        "actualites",
        "Actualités",
        "Les communiqués et les rendez-vous du programme.",
    ),
)


def date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def add(page: Any, parent: Page | None = None) -> bool:
    add_page(parent or models.HomePage.objects.get(), page, publish=True)
    return True


def load_list(item: tuple[type[ListPage], str, str, str]) -> bool:
    page_class, slug, title, introduction = item
    if page_class.objects.exists():
        return False
    return add(page_class(slug=slug, title=title, introduction=introduction))


def load_release(item: Item) -> bool:
    if models.NewsReleasePage.objects.filter(slug=item["id"]).exists():
        return False
    page = models.NewsReleasePage(
        slug=item["id"],
        title=item["libelle"],
        released=date(item["date"]),
        place=item["lieu"],
        summary=item["description"],
    )
    page.documents.set([models.NewsDocument(title="Communiqué de presse")])
    sources = source_rows(models.NewsSource, [item["source"]])
    page.figures.set([figure_row(models.NewsFigure, figure, sources[0]) for figure in item["chiffres"]])
    page.sources.set(sources)
    return add(page, models.NewsIndexPage.objects.get())


def load_event(item: Item) -> bool:
    if models.EventPage.objects.filter(slug=item["id"]).exists():
        return False
    page = models.EventPage(
        slug=item["id"],
        title=item["libelle"],
        start=date(item["date_debut"]),
        end=date(item["date_fin"]),
        place=item["lieu"] or "",
        only_announced=item.get("seulement_annonce", False),
        summary=item["description"],
    )
    sources = source_rows(models.EventSource, [item["source"]])
    page.figures.set([figure_row(models.EventFigure, figure, sources[0]) for figure in item["chiffres"]])
    page.sources.set(sources)
    return add(page, models.NewsIndexPage.objects.get())


def figure_row(row: type[F], figure: Item, source: SourceRow) -> F:
    return row(
        value=figure["valeur"],
        label=figure["libelle"],
        date=date(figure["date"]),
        source_title=source.title,
        source_url=source.url,
    )


def load_person(item: Item) -> bool:
    if Person.objects.filter(slug=item["id"]).exists():
        return False
    person = Person(slug=item["id"], name=item["libelle"], aliases="\n".join(item["autres_graphies"]))
    person.functions.set(
        [
            PersonFunction(
                function=row["fonction"],
                authority=LocalAuthority.objects.filter(slug=row["collectivite"]).first(),
                source=source_title(item["source"]),
            )
            for row in item["fonctions"]
        ]
    )
    person.full_clean()
    person.save()
    return True


def load_people(items: list[Item]) -> bool:
    if models.PeoplePage.objects.exists():
        return False
    page = models.PeoplePage(
        slug="elus",
        title="Élus",
        summary="Les élus que les documents du programme citent, dans la fonction qu’ils leur donnent.",
    )
    known = {person.slug: person for person in Person.objects.all()}
    page.people.set([models.PeopleRow(person=known[item["id"]]) for item in items])
    page.sources.set(source_rows(models.PeopleSource, [item["source"] for item in items]))
    return add(page)


def load_association(item: Item) -> bool:
    if models.AssociationPage.objects.exists():
        return False
    page = models.AssociationPage(
        slug=item["slug"],
        title=item["titre"],
        name=item["nom"],
        summary=item["resume"],
        founded=date(item["fondation"]),
        website=item["lien"],
    )
    page.items.set(
        [
            models.AssociationItem(
                group=row["rubrique"],
                title=row["nom"],
                text=row["texte"],
                url=row["lien"],
                source=source_title(row["source"]),
            )
            for row in item["elements"]
        ]
    )
    page.sources.set(source_rows(models.AssociationSource, item["sources"]))
    return add(page)


LOADERS: tuple[tuple[str, str, Callable[[Item], bool]], ...] = (
    ("Communiqués", "communiques", load_release),
    ("Événements", "evenements", load_event),
    ("Élus", "elus", load_person),
    ("Association", "association", load_association),
)


def load(report: Report) -> None:
    report("Listes du programme", LISTS, load_list)
    for label, name, load_one in LOADERS:
        report(label, read_items(__file__, name), load_one)
    report("Page des élus", [read_items(__file__, "elus")], load_people)
