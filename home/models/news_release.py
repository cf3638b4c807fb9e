"""A press release, as it was sent. Section A13 of the facts, C6 of the schema."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, Panel, TitleFieldPanel
from wagtail.documents import get_document_model_string

from cms.core.models.fields import rich_text
from cms.core.models.figures import QuotedFigureRow
from cms.core.models.rows import Row
from cms.core.partial_dates import PartialDateField
from cms.territories.models import Person
from home.models.press_contact import PressContact
from home.models.sourced import ProgrammeSource, SourcedPage, year_facet
from home.people import public_people
from search.documents import joined
from search.documents import rich_text as words_of


class NewsReleasePage(SourcedPage):
    """Communiqué. What the site does not hold of it (its text, its files) is said to be missing."""

    parent_page_types: ClassVar[list[str]] = ["home.NewsIndexPage"]
    template = "pages/home/news_release_page.html"
    kind = "communique"
    search_relations: ClassVar[tuple[str, ...]] = (*SourcedPage.search_relations, "quotes__person", "figures")
    nested_rows: ClassVar[dict[str, tuple[str, ...]]] = {
        "quotes": ("person",),
        "documents": ("document",),
        "contacts": ("contact",),
    }

    released = PartialDateField("date", blank=False)
    place = models.CharField("lieu", max_length=120, blank=True)
    notes = rich_text("notes", "Les notes de bas de communiqué et le paragraphe « À propos ».")

    content_panels = [
        TitleFieldPanel("title"),
        FieldRowPanel([FieldPanel("released"), FieldPanel("place")]),
        FieldPanel("summary", heading="Chapô"),
        FieldPanel("body"),
        InlinePanel("quotes", heading="Citations", label="Citation"),
        InlinePanel("figures", heading="Chiffres", label="Chiffre"),
        FieldPanel("notes"),
        InlinePanel("documents", heading="Documents", label="Document"),
        InlinePanel("contacts", heading="Contacts presse", label="Contact"),
        SourcedPage.sources_panel,
        FieldPanel("tags"),
    ]

    class Meta:
        verbose_name = "communiqué"
        verbose_name_plural = "communiqués"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        quotes = list(self.quotes.all())
        people = public_people() if quotes else {}
        return {
            **super().get_context(request, *args, **kwargs),
            "quotes": [(quote, people.get(quote.person.slug, "")) for quote in quotes],
            "contacts": [row.contact for row in self.contacts.all() if row.contact.is_valid],
        }

    def words(self) -> Iterable[Any]:
        quotes = self.quotes.all()
        said = (text for quote in quotes for text in (quote.text, *quote.person.names, quote.role))
        figures = (joined([figure, figure.scope, figure.source_title]) for figure in self.figures.all())
        return [self.released, self.place, *said, *figures, words_of(self.notes)]

    def own_facets(self) -> Mapping[str, Sequence[str]]:
        return year_facet(self.day())

    def card(self) -> Mapping[str, Any]:
        return {"authority": self.place, "side": str(self.released or "")}

    def day(self) -> str:
        return self.released.iso if self.released else ""


class NewsSource(ProgrammeSource):
    page = ParentalKey(NewsReleasePage, on_delete=models.CASCADE, related_name="sources")


class NewsFigure(QuotedFigureRow):
    page = ParentalKey(NewsReleasePage, on_delete=models.CASCADE, related_name="figures")


class NewsQuote(Row):
    """What a public figure says in the release, to the letter, in the function of that day."""

    page = ParentalKey(NewsReleasePage, on_delete=models.CASCADE, related_name="quotes")
    text = models.TextField("texte", help_text="Mot pour mot, sans guillemets : la page les ajoute.")
    person = models.ForeignKey(Person, verbose_name="auteur", on_delete=models.PROTECT, related_name="+")
    role = models.CharField("fonction", max_length=255, help_text="Celle du jour du communiqué, telle qu’il l’écrit.")

    panels: ClassVar[list[Panel]] = [FieldPanel("text"), FieldPanel("person"), FieldPanel("role")]

    class Meta(Row.Meta):
        verbose_name = "citation"

    def __str__(self) -> str:
        return self.text


class NewsDocument(Row):
    """A file of the release; without a file, the page says that it is to be given."""

    page = ParentalKey(NewsReleasePage, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField("titre", max_length=255)
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name="fichier",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Un PDF accessible. Sans fichier, la page dit qu’il est à fournir par l’association.",
    )

    panels: ClassVar[list[Panel]] = [FieldPanel("title"), FieldPanel("document")]

    class Meta(Row.Meta):
        verbose_name = "document"

    def __str__(self) -> str:
        return self.title


class NewsContact(Row):
    """Nothing but the key of the contact: versions of the page hold no personal data."""

    page = ParentalKey(NewsReleasePage, on_delete=models.CASCADE, related_name="contacts")
    contact = models.ForeignKey(PressContact, verbose_name="contact", on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list[Panel]] = [FieldPanel("contact")]

    class Meta(Row.Meta):
        verbose_name = "contact presse"

    def __str__(self) -> str:
        return str(self.contact)
