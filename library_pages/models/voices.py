"""Who speaks in a fiche. A name is published only once its person has agreed to it, and somebody recorded it."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from library_pages.models.rows import UseCaseRow


class VoiceRow(UseCaseRow):
    """A person, in the function in which he speaks."""

    name = models.CharField(
        "nom", max_length=120, blank=True, help_text="Publié seulement si la personne a donné son accord."
    )
    function = models.CharField("fonction", max_length=200, help_text="Publiée. Ex. : directrice du numérique.")
    agreed_on = models.DateField(
        "accord recueilli le",
        null=True,
        blank=True,
        help_text="Jour où la personne a accepté que son nom soit publié ici. Vide : le nom reste caché.",
    )

    person_panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("agreed_on")]), FieldPanel("function")]

    class Meta(UseCaseRow.Meta):
        abstract = True

    @property
    def public_name(self) -> str:
        return self.name if self.agreed_on else ""

    def clean(self) -> None:
        super().clean()
        if self.agreed_on and not self.name:
            raise ValidationError({"name": "Un accord porte sur un nom : indiquez-le, ou retirez la date."})


class Presenter(VoiceRow):
    """« Présenté par »."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="presenters")

    panels = VoiceRow.person_panels

    class Meta(VoiceRow.Meta):
        verbose_name = "personne qui présente"
        verbose_name_plural = "personnes qui présentent"


class Quotation(VoiceRow):
    """What somebody said of the project, word for word."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="quotations")
    text = models.TextField("citation", max_length=600, help_text="Mot pour mot, sans les guillemets.")

    panels = [FieldPanel("text"), *VoiceRow.person_panels]

    class Meta(VoiceRow.Meta):
        verbose_name = "citation"
