"""The passages of part 3 of a report: one row each, with a code that is its address for ever."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.forms import TextInput
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Page

from cms.core.models.numbered import CodedRow
from cms.taxonomy.models import (
    NATURES_OF,
    SEGMENT_LETTERS,
    ConsultationConstant,
    SegmentKind,
    SegmentNature,
    Theme,
)

AXIS = "home.ManifestoChapterPage"
SEGMENT_CODE = RegexValidator(r"^[VDP]-[1-9]\d{0,3}\Z", "Le code s’écrit comme « P-1 ».")


class ReportSegment(CodedRow):
    """A point of vigilance, a diagnosis or a proposal."""

    page = ParentalKey("concertation_pages.ReportPage", on_delete=models.CASCADE, related_name="segments")
    kind = models.CharField("genre", max_length=12, choices=SegmentKind.choices)
    nature = models.CharField(
        "nature", max_length=24, choices=SegmentNature.choices, blank=True, help_text="Vide si la source ne le dit pas."
    )
    code = models.CharField(
        "code", max_length=6, blank=True, validators=[SEGMENT_CODE], help_text="Attribué seul ; il ne change plus."
    )
    text = models.TextField("texte")
    verbatim = models.TextField("verbatim", blank=True, help_text="Mots d’un participant, sans son nom.")
    theme = models.ForeignKey(
        Theme, verbose_name="thématique", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    axis = models.ForeignKey(
        Page, verbose_name="axe du manifeste", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    constant = models.ForeignKey(
        ConsultationConstant,
        verbose_name="constante",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Lecture de la rédaction.",
    )

    panels = [
        FieldRowPanel(
            [
                FieldPanel("kind"),
                FieldPanel("nature"),
                FieldPanel("code", widget=TextInput(attrs={"readonly": True, "tabindex": "-1"})),
            ]
        ),
        FieldPanel("text"),
        FieldPanel("verbatim"),
        FieldRowPanel([FieldPanel("theme"), PageChooserPanel("axis", AXIS), FieldPanel("constant")]),
    ]

    class Meta(CodedRow.Meta):
        verbose_name = "passage"

    def clean(self) -> None:
        super().clean()
        if self.nature and self.kind and self.nature not in NATURES_OF[SegmentKind(self.kind)]:
            raise ValidationError({"nature": f"Un passage « {self.get_kind_display()} » n’a pas cette nature."})

    @property
    def letter(self) -> str:
        return SEGMENT_LETTERS[SegmentKind(self.kind)] if self.kind else ""

    @property
    def label(self) -> str:
        """« Demande à la collectivité », or « Proposition » when the source does not say."""
        return str(self.get_nature_display() or self.get_kind_display())
