"""The numbered clauses of a charter, and what the site knows of the rest of its text."""

from collections.abc import Sequence
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.core.models.numbered import CodedRow, NumberedPage
from cms.core.passages import Passage
from cms.core.row_pages import is_long
from library_pages.cross_reading.coverage import CoverageField

ROOM = 50
"""Elements that the rest of the notice leaves to its clauses."""
CLAUSE_CODE = RegexValidator(r"^C-[1-9]\d{0,3}\Z", "Le code s’écrit comme « C-1 ».")


class Obligation(models.TextChoices):
    """Whether the text says that it must be followed; empty when it does not say."""

    MANDATORY = "obligatoire", "Obligatoire"
    OPTIONAL = "facultatif", "Facultatif"


class CharterClause(CodedRow):
    """A principle, a criterion or a commitment, in the order of the text."""

    page = ParentalKey("library_pages.CharterPage", on_delete=models.CASCADE, related_name="clauses")
    code = models.CharField("code", max_length=6, blank=True, validators=[CLAUSE_CODE])
    title = models.CharField("intitulé", max_length=200, blank=True, help_text="Si le texte lui en donne un.")
    text = models.TextField("clause", help_text="Telle que le texte l’énonce. Ex. : « Sobriété énergétique ».")
    obligation = models.CharField(
        "obligatoire ?",
        max_length=12,
        choices=Obligation.choices,
        blank=True,
        help_text="Vide si le texte ne dit rien.",
    )
    principles = CoverageField(
        "principes du manifeste couverts",
        max_length=200,
        blank=True,
        help_text="Lecture de la rédaction, relue avec la notice ; rien si le rapprochement n’est pas net.",
    )

    panels = [
        FieldRowPanel([FieldPanel("code", read_only=True), FieldPanel("obligation")]),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("principles"),
    ]

    class Meta(CodedRow.Meta):
        verbose_name = "clause"

    @property
    def letter(self) -> str:
        return "C"

    @property
    def wording(self) -> str:
        """All that the clause says, in one text."""
        return "\n".join(filter(None, [self.title, self.text]))

    @property
    def covered(self) -> list[str]:
        """Codes of the principles, in the order of the manifesto at the time."""
        return self.principles.split()

    @property
    def weight(self) -> int:
        """Elements of `components/charter/clauses.html`."""
        meta = 1 + len(self.covered) if self.obligation or self.principles else 0
        return 3 + bool(self.title) + meta


class ClausedPage(NumberedPage):
    """A page made of clauses that others cite one by one."""

    full_text_recorded = models.BooleanField(
        "le texte intégral est saisi",
        default=False,
        help_text="À cocher quand toutes ses clauses sont ci-dessus.",
    )
    compared_with = CoverageField(
        "principes cherchés dans tout le texte",
        max_length=400,
        blank=True,
        help_text="Ceux que vous avez cherchés dans chaque clause du texte intégral, trouvés ou non : d’eux seulement "
        "la lecture croisée dit que la clause est absente ; des autres, qu’elle est « non relevée ».",
    )
    numbered_rows = "clauses"

    class Meta:
        abstract = True

    def passages(self) -> Sequence[Passage]:
        page: Any = self
        rows = list(page.clauses.all())
        by_name = is_long(rows, ROOM)
        return [Passage(row.anchor, f"Clause {row.code}", row.wording, by_name) for row in rows]
