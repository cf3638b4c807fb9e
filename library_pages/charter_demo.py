"""Charters of the demonstration: 20 texts, each answer taken from the data and from nothing else."""

from wagtail.models import Site

from cms.core.demo_rows import by_slug, source_rows
from cms.core.partial_dates import PartialDate
from cms.taxonomy.demo import Item, Report, read_items
from cms.taxonomy.models import CharterNature, CharterState
from cms.territories.models import LocalAuthority
from cms.workflow.demo_publishing import add_page
from library_pages.models import CharterAuthority, CharterClause, CharterIndexPage, CharterPage, CharterSource

REPLACES = {"nantes-charte-donnee-ia-2025": "nantes-charte-donnee-2019"}
"""Text to the one that its summary says it revises; the data has no field for it."""


def adoption(item: Item) -> PartialDate | None:
    """The most precise date that the data knows."""
    known = item["date_adoption"] or item["annee"]
    return PartialDate.parse(str(known)) if known else None


def build(item: Item) -> CharterPage:
    page = CharterPage(
        slug=item["slug"],
        title=item["titre"],
        summary=item["resume"],
        nature=CharterNature.objects.get(slug=item["nature"]),
        state=CharterState.objects.get(slug=item["statut"]),
        adopted=adoption(item),
        without_authority=not item["collectivites"],
        replaces=CharterPage.objects.filter(slug=REPLACES.get(item["slug"])).first(),
        editorial_note=item["notes"] or "",
    )
    authorities = by_slug(LocalAuthority, item["collectivites"])
    page.authorities.set([CharterAuthority(authority=authority) for authority in authorities])
    page.clauses.set([CharterClause(text=text) for text in item["principes"]])
    page.sources.set(source_rows(CharterSource, [item["source"], *item["sources_complementaires"]]))
    return page


def load_index(item: Item) -> bool:
    if CharterIndexPage.objects.exists():
        return False
    page = CharterIndexPage(
        slug=item["slug"], title=item["titre"], introduction=item["introduction"], show_in_menus=True
    )
    add_page(Site.objects.get(is_default_site=True).root_page, page, publish=True)
    return True


def load_charter(item: Item) -> bool:
    if CharterPage.objects.filter(slug=item["slug"]).exists():
        return False
    add_page(CharterIndexPage.objects.get(), build(item), publish=True)
    return True


def load(report: Report) -> None:
    report("Page des chartes", read_items(__file__, "chartes_index"), load_index)
    report("Chartes et stratégies", read_items(__file__, "chartes"), load_charter)
