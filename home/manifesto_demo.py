"""The manifesto of the demonstration: what the sources say of it, to the letter; they do not hold its whole text."""

from typing import Any

from cms.core.partial_dates import PartialDate
from cms.taxonomy.demo import Item, source_title
from cms.workflow.demo_publishing import add_page
from home.models import HomePage, ManifestoChapterPage, ManifestoPage, Principle


def load_manifesto(item: Item) -> bool:
    """The index, then a chapter an axis in the order of the data; nothing when an index exists already."""
    if ManifestoPage.objects.exists():
        return False
    manifesto = build_manifesto(item)
    add_page(HomePage.objects.get(), manifesto, publish=True)
    for axis in sorted(item["axes"], key=lambda axis: axis["ordre"]):
        add_page(manifesto, build_chapter(axis, item["note_principes"]), publish=True)
    return True


def build_manifesto(item: Item) -> ManifestoPage:
    page = ManifestoPage(
        slug="manifeste",
        title="Manifeste",
        show_in_menus=True,
        document_title=item["libelle"],
        introduction=item["description"],
        presented=PartialDate.parse(item["date"]),
        place=item["lieu"],
        authors=item["auteurs"],
        official_url=item["lien"],
    )
    page.other_titles = [
        ("title", {"title": row["titre"], "source": cited(row["source"])}) for row in item["titres_releves"]
    ]
    page.sources = [("source", cited(source)) for source in item["sources"]]
    page.body = [*purpose(item["finalite"]), *constants(item["constantes"])]
    return page


def cited(source: str) -> dict[str, str]:
    """A reference document, none of which has an address in the data."""
    return {"title": source_title(source), "url": ""}


def purpose(item: Item) -> list[tuple[str, Any]]:
    return [("heading", "À quoi il sert"), ("quote", {"text": item["texte"], "source": cited(item["source"])})]


def constants(items: list[Item]) -> list[tuple[str, Any]]:
    """What the debates have in common, each in the words of the data."""
    rows = "".join(f"<li><b>{item['libelle']}.</b> {item['description']}</li>" for item in items)
    origin = f"<p>Source : {source_title(items[0]['source'])}.</p>"
    return [("heading", "Ce que les concertations ont en commun"), ("text", f"<ul>{rows}</ul>{origin}")]


def build_chapter(axis: Item, note: str) -> ManifestoChapterPage:
    """The code of an axis is the letter that its principles begin with."""
    page = ManifestoChapterPage(
        slug=axis["id"].removeprefix("axe-"),
        title=axis["libelle"],
        code=axis["principes"][0]["code"].partition("-")[0],
        definition=axis["description"],
        definition_source=source_title(axis["source"]),
        editorial_note=note,
    )
    page.principles.set([Principle(code=row["code"], statement=row["enonce"]) for row in axis["principes"]])
    return page
