"""The report of a consultation, in the three parts of the questionnaire. Fields follow section C3 of the schema."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from modelcluster.fields import ParentalManyToManyField

from cms.core.models import BasePage
from cms.core.models.fields import YesNo
from cms.core.models.numbered import NumberedPage
from cms.core.partial_dates import PartialDateField, check_past
from cms.core.passages import Passage
from cms.taxonomy.models import AssociatedPublic, ConsultationMethod, Perimeter
from cms.workflow.pages import ReviewedPage
from concertation_pages import report_documents, report_panels
from concertation_pages.following.pages import FollowedPage
from concertation_pages.forms import ReportForm
from concertation_pages.models.commitment import Commitment
from search.documents import SearchDocument, joined


def methods(label: str, category: str, help_text: str = "") -> Any:
    """Some methods of one category."""
    return ParentalManyToManyField(
        ConsultationMethod,
        verbose_name=label,
        blank=True,
        related_name="+",
        limit_choices_to={"category": category},
        help_text=help_text,
    )


class FollowUpCommitment(models.TextChoices):
    """Whether the authority undertook to answer the proposals."""

    YES = "oui", "Oui"
    NO = "non", "Non"
    TO_DECIDE = "a-decider", "À décider"


class ReportPage(NumberedPage, FollowedPage, ReviewedPage, BasePage):
    """What a consultation was, how it was held, what came out of it. Every answer may be unknown, and is shown so."""

    parent_page_types: ClassVar[list[str]] = ["concertation_pages.ConcertationIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/concertation_pages/report_page.html"
    base_form_class = ReportForm
    numbered_rows = "segments"
    search_relations: ClassVar[tuple[str, ...]] = report_documents.RELATIONS
    search_contributes_to = "outcomes__page_linked"
    nested_rows: ClassVar[dict[str, tuple[str, ...]]] = {
        "segments": ("theme", "axis", "constant"),
        "productions": ("document",),
        "outcomes": ("page_linked",),
        "participant_counts": ("public",),
    }

    commitment = models.ForeignKey(
        Commitment, verbose_name="engagement", on_delete=models.PROTECT, related_name="reports"
    )
    summary = models.TextField(
        "résumé", blank=True, validators=[MaxLengthValidator(400)], help_text="400 caractères au plus."
    )

    is_contribution = models.BooleanField(
        "contribution de la collectivité",
        default=True,
        help_text="Décoché : la rédaction rapporte ce que disent des sources, la collectivité n’a rien transmis ici.",
    )

    # 1. Informations pratiques
    planned_start = PartialDateField("date de début prévue")
    actual_start = PartialDateField("date de début réelle")
    publics = ParentalManyToManyField(
        AssociatedPublic, verbose_name="public(s) associé(s)", blank=True, related_name="+"
    )
    perimeter = models.CharField("périmètre", max_length=10, choices=Perimeter.choices, blank=True)
    has_assistance = models.CharField(
        "recours à une assistance à maîtrise d’ouvrage",
        max_length=12,
        choices=YesNo.choices,
        blank=True,
        help_text="Pour le cadrage et l’animation.",
    )
    assistance = models.CharField("assistance : laquelle", max_length=200, blank=True)
    has_speakers = models.CharField(
        "intervenants ou personnalités sollicités", max_length=12, choices=YesNo.choices, blank=True
    )

    # 2. Objectifs et méthodologies
    angles = models.TextField("objectifs : angles abordés", blank=True)
    expectations = models.TextField("objectifs : attentes du commanditaire", blank=True)
    recruitment = methods("méthodologie de recrutement", ConsultationMethod.Category.RECRUITMENT)
    recruitment_other = models.CharField("recrutement : autre, à préciser", max_length=255, blank=True)
    facilitation = methods("méthodologie d’animation et de participation", ConsultationMethod.Category.FACILITATION)
    facilitation_other = models.CharField("animation : autre, à préciser", max_length=255, blank=True)
    formats = methods("formes", ConsultationMethod.Category.FORMAT)
    form = models.CharField("forme", max_length=255, blank=True, help_text="En une ligne.")
    subject = models.TextField("sujet posé : la consigne", blank=True)
    frame_changed = models.CharField(
        "le cadre initial a-t-il évolué ?", max_length=12, choices=YesNo.choices, blank=True
    )
    frame_changes = models.TextField("évolution du cadre", blank=True)
    restitution = methods("restitution", ConsultationMethod.Category.RESTITUTION)
    restitution_form = models.TextField("méthodologie de restitution : forme", blank=True)
    has_plenary = models.CharField("plénière organisée ?", max_length=12, choices=YesNo.choices, blank=True)

    # 3. Résultats synthétiques
    planned_end = PartialDateField("date de fin prévue")
    actual_end = PartialDateField("date de fin réelle")
    sequence_count = models.PositiveIntegerField("nombre de séquences animées", null=True, blank=True)
    sequence_hours = models.DecimalField(
        "durée des séquences animées", max_digits=7, decimal_places=1, null=True, blank=True, help_text="En heures."
    )
    participants = models.PositiveIntegerField("nombre de participants", null=True, blank=True)
    leads = models.TextField("pistes de travail", blank=True, help_text="Une par ligne.")
    follow_up = models.CharField(
        "droit de suite engagé ?", max_length=12, choices=FollowUpCommitment.choices, blank=True
    )
    planned_actions = models.TextField("droit de suite : points-clés d’actions envisagés", blank=True)
    impacts = models.TextField("droit de suite : impacts sur la mise en œuvre", blank=True)

    editorial_note = models.TextField("réserves de la rédaction", blank=True, help_text="Publiées.")

    edit_handler = report_panels.EDITOR

    class Meta:
        verbose_name = "compte rendu de concertation"
        verbose_name_plural = "comptes rendus de concertation"

    def clean(self) -> None:
        super().clean()
        check_past(self, "actual_start", "actual_end")

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.summary or self.subject

    @classmethod
    def read(cls, pk: int) -> "ReportPage":
        from concertation_pages.reports.reading import read_report  # noqa: PLC0415  # it knows the models

        return read_report(pk)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from concertation_pages.reports.reading import report_context  # noqa: PLC0415  # it knows the models

        return {**super().get_context(request, *args, **kwargs), **report_context(self, request)}

    def search_documents(self) -> Iterator[SearchDocument]:
        yield from report_documents.report_documents(self)

    @property
    def outside_author(self) -> str:
        return self.commitment.name

    def writing_addresses(self) -> set[str]:
        known = self.commitment.referents.filter(erased_at=None).exclude(email="")
        return {email.lower() for email in known.values_list("email", flat=True)}

    def passages(self) -> list[Passage]:
        return [
            Passage(row.anchor, f"{row.label} {row.code}", joined([row.text, row.verbatim]))
            for row in self.segments.all()
        ]

    def named_authorities(self) -> set[int]:
        return set(self.commitment.authorities.values_list("authority_id", flat=True))

    def speaking_addresses(self) -> dict[str, str]:
        from concertation_pages.commitment.mails import event  # noqa: PLC0415  # it knows the models

        return {event(referent): referent.email for referent in self.commitment.referents.who_answer()}
