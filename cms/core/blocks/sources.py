"""What is quoted, and where it can be checked: a quotation, a figure."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.blocks.field_block import CharBlock, ChoiceBlock, FieldBlock, TextBlock, URLBlock
from wagtail.blocks.struct_block import StructBlock, StructValue

from cms.core.figures import QuotedFigure, count_choices
from cms.core.partial_dates import HELP, PartialDate, PartialDateFormField

GROUP = "Citations et chiffres"


class SourceBlock(StructBlock):
    """The document a statement comes from."""

    title = CharBlock(label="Titre de la source", max_length=200)
    url = URLBlock(
        label="Adresse de la source",
        max_length=500,
        required=False,
        help_text="Vide pour un document qui n’est pas publié en ligne.",
    )

    class Meta:
        icon = "link-external"
        label = "Source"
        template = "components/blocks/source.html"


class PartialDateBlock(FieldBlock):
    """A date known to the year, the month or the day; its value is a `PartialDate` or None."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        self._required = required
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> PartialDateFormField:
        return PartialDateFormField(required=self._required)

    def to_python(self, value: str | PartialDate | None) -> PartialDate | None:
        return PartialDate.parse(value) if isinstance(value, str) and value else value or None

    normalize = to_python

    def get_prep_value(self, value: PartialDate | str | None) -> str | None:
        """Also of what was typed, before it is cleaned: Wagtail compares both to see whether a form changed."""
        return value.iso if isinstance(value, PartialDate) else value or None

    class Meta:
        icon = "calendar-alt"


class QuoteBlock(StructBlock):
    """Somebody's words, to the letter, with where they were published."""

    text = TextBlock(label="Texte", help_text="Mot pour mot, sans guillemets : la page les ajoute.")
    author = CharBlock(label="Auteur", required=False, max_length=120)
    role = CharBlock(label="Fonction", required=False, max_length=200)
    source = SourceBlock()

    class Meta:
        icon = "openquote"
        label = "Citation"
        group = GROUP
        description = "Paroles ou texte repris mot pour mot, avec la source qui les publie."
        template = "components/blocks/quote.html"
        preview_value = {
            "text": "Le texte cité, mot pour mot.",
            "author": "Nom de la personne",
            "role": "Fonction",
            "source": {"title": "Titre de la source", "url": "https://example.org/"},
        }


class FigureValue(StructValue):
    @property
    def amount(self) -> str:
        """Number and unit, never parted at the end of a line."""
        return f"{self['number']}\u00a0{self['unit']}" if self["unit"] else self["number"]

    @property
    def quoted(self) -> QuotedFigure:
        date, source = self["date"], self["source"]
        return QuotedFigure(
            amount=self.amount,
            label=self["label"],
            scope=self["scope"] or "",
            when=str(date or ""),
            iso=date.iso if date else "",
            source_title=source["title"],
            source_url=source["url"] or "",
            counted=self["counted"] or "",
        )

    @property
    def gaps(self) -> list[str]:
        """What it lacks to be published: « source », « date »."""
        return [name for name, said in (("source", self["source"]["title"]), ("date", self["date"])) if not said]


class FigureBlock(StructBlock):
    """A figure that can be checked: what it measures, on what, when, and who says it."""

    number = CharBlock(label="Valeur", max_length=20, help_text="Ex. : 84, 1,3 million, 25 sur 35.")
    unit = CharBlock(label="Unité", required=False, max_length=30, help_text="Ex. : %, m³ par an.")
    label = CharBlock(label="Ce que le chiffre mesure", max_length=200)
    scope = CharBlock(label="Périmètre", required=False, max_length=200, help_text="Territoire et public comptés.")
    date = PartialDateBlock(label="Date", help_text=f"À défaut, celle de la source. {HELP}")
    source = SourceBlock()
    counted = ChoiceBlock(
        choices=count_choices,
        required=False,
        label="Se lit à côté de",
        help_text="Ce que le site compte lui-même : la page des chiffres montre les deux.",
    )

    class Meta:
        icon = "decimal"
        label = "Chiffre sourcé"
        group = GROUP
        description = "Un chiffre, ce qu’il mesure, son périmètre, sa date et sa source."
        template = "components/blocks/figure.html"
        value_class = FigureValue
        preview_value = {
            "number": "84",
            "unit": "%",
            "label": "des besoins français en technologies et services numériques "
            "couverts par des entreprises étrangères",
            "scope": "",
            "date": PartialDate(2025, 3),
            "source": {"title": "Indice de dépendance numérique", "url": "https://digitaldependence.eu/en/"},
        }
