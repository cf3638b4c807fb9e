"""The repeated answers of a fiche, one row each, kept in its revisions."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from cms.core.models.rows import Row, SourceRow
from cms.taxonomy.models import AssessmentType, PartnerRole
from cms.territories.models import LocalAuthority
from library_pages.models.actor import Actor
from library_pages.models.solution import Solution


class UseCaseRow(Row):
    """A row of a fiche; the subclass names its relation through `page`."""

    class Meta(Row.Meta):
        abstract = True


class AssociatedAuthority(UseCaseRow):
    """Another authority that runs the project beside the main one."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="associated_authorities")
    authority = models.ForeignKey(
        LocalAuthority, verbose_name="collectivité", on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("authority")]

    class Meta(UseCaseRow.Meta):
        verbose_name = "autre collectivité porteuse"


class Source(SourceRow):
    """A source of a fiche."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="sources")


class Benefit(UseCaseRow):
    """What the project is said to bring, in one sentence."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="benefits")
    text = models.TextField(
        "bénéfice", help_text="Ex. : « Débit nocturne de fuite ramené de 26 à 13 m³ par heure sur la zone testée. »"
    )

    panels = [FieldPanel("text")]

    class Meta(UseCaseRow.Meta):
        verbose_name = "bénéfice"


class Result(UseCaseRow):
    """A measured indicator, before and after, with its own source."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="results")
    indicator = models.CharField("indicateur", max_length=150, help_text="Ex. : débit nocturne de fuite, zone testée.")
    before = models.CharField("avant", max_length=60, blank=True, help_text="Ex. : 26.")
    after = models.CharField("après", max_length=60, help_text="Ex. : 13.")
    unit = models.CharField("unité", max_length=30, blank=True, help_text="Ex. : m³/h.")
    period = models.CharField("période", max_length=80, blank=True, help_text="Quand la mesure a été faite.")
    source = models.CharField("source", max_length=255, help_text="Un chiffre sans source ne se publie pas.")
    source_url = models.URLField("adresse de la source", max_length=500, blank=True)

    panels = [FieldPanel(name) for name in ("indicator", "before", "after", "unit", "period", "source", "source_url")]

    class Meta(UseCaseRow.Meta):
        verbose_name = "résultat mesuré"
        verbose_name_plural = "résultats mesurés"


class VigilancePoint(UseCaseRow):
    """What to watch for, told by a source or advised by the editors: the reader sees which."""

    class Origin(models.TextChoices):
        SOURCE = "source", "Fait tiré d’une source"
        EDITORIAL = "editorial", "Conseil de la rédaction"

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="vigilance_points")
    text = models.TextField(
        "point de vigilance", help_text="Ex. : « Garder une reprise en main manuelle de l’installation. »"
    )
    origin = models.CharField(
        "origine", max_length=10, choices=Origin.choices, help_text="Le lecteur voit la différence."
    )

    panels = [FieldPanel("text"), FieldPanel("origin")]

    class Meta(UseCaseRow.Meta):
        verbose_name = "point de vigilance"
        verbose_name_plural = "points de vigilance"


class Partner(UseCaseRow):
    """An actor of the project, in the words of the source; `actor` is who it is in the cartography."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(
        "nom selon la source", max_length=200, help_text="Ex. : « Laboratoire LIRIS (Université Lyon 2 / CNRS) »."
    )
    actor = models.ForeignKey(
        Actor,
        verbose_name="acteur",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="uses",
        help_text="Vide s’il n’est pas nommé : « deux filiales d’un groupe ».",
    )
    role = models.ForeignKey(
        PartnerRole, verbose_name="rôle", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("name"), FieldPanel("actor"), FieldPanel("role")]

    class Meta(UseCaseRow.Meta):
        verbose_name = "partenaire"

    def __str__(self) -> str:
        return self.name


class UseCaseSolution(UseCaseRow):
    """A solution of the cartography that the project uses."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="solutions")
    solution = models.ForeignKey(Solution, verbose_name="solution", on_delete=models.PROTECT, related_name="uses")

    panels = [FieldPanel("solution")]

    class Meta(UseCaseRow.Meta):
        verbose_name = "solution"


class Funding(UseCaseRow):
    """Who pays beside the authority."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="fundings")
    funder = models.CharField("financeur ou dispositif", max_length=200, help_text="Ex. : appel à projets DIAT.")
    detail = models.CharField(
        "précision", max_length=255, blank=True, help_text="Part ou montant pris en charge, année."
    )

    panels = [FieldPanel("funder"), FieldPanel("detail")]

    class Meta(UseCaseRow.Meta):
        verbose_name = "financement"


class Dataset(UseCaseRow):
    """Data used by the tool."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="datasets")
    title = models.CharField("données", max_length=200, help_text="Ex. : Recensement de la population (INSEE).")
    provenance = models.CharField(
        "source", max_length=200, blank=True, help_text="Producteur des données. Ex. : INSEE."
    )
    collection = models.CharField(
        "mode de collecte", max_length=200, blank=True, help_text="Ex. : boucles de comptage au sol et caméras."
    )
    url = models.URLField("adresse", max_length=500, blank=True)

    panels = [FieldPanel("title"), FieldPanel("provenance"), FieldPanel("collection"), FieldPanel("url")]

    class Meta(UseCaseRow.Meta):
        verbose_name = "jeu de données"
        verbose_name_plural = "jeux de données"


class Assessment(UseCaseRow):
    """An impact assessment or an audit, done or not."""

    class State(models.TextChoices):
        PLANNED = "prevue", "Prévue"
        ONGOING = "en-cours", "En cours"
        DONE = "realisee", "Réalisée"

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="assessments")
    kind = models.ForeignKey(AssessmentType, verbose_name="type", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("état", max_length=10, choices=State.choices)
    url = models.URLField("adresse", max_length=500, blank=True)

    panels = [FieldPanel("kind"), FieldPanel("state"), FieldPanel("url")]

    class Meta(UseCaseRow.Meta):
        verbose_name = "évaluation"


class Risk(UseCaseRow):
    """A risk and what is done about it."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="risks")
    risk = models.TextField("risque", help_text="Ex. : « Les avis minoritaires disparaissent de la synthèse. »")
    measure = models.TextField(
        "mesure prise", blank=True, help_text="Ce qui est fait pour l’éviter ou en limiter l’effet."
    )

    panels = [FieldPanel("risk"), FieldPanel("measure")]

    class Meta(UseCaseRow.Meta):
        verbose_name = "risque"


class SobrietyMeasure(UseCaseRow):
    """Environmental footprint, measured or estimated, with the method."""

    class Kind(models.TextChoices):
        MEASURED = "mesure", "Mesure"
        ESTIMATED = "estimation", "Estimation"

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="sobriety_measures")
    kind = models.CharField("nature", max_length=10, choices=Kind.choices)
    value = models.DecimalField("valeur", max_digits=14, decimal_places=3)
    unit = models.CharField("unité", max_length=40, help_text="Ex. : kWh par an, kg éq. CO₂ par mois.")
    method = models.CharField("méthode", max_length=255, help_text="Outil ou référentiel employé.")

    panels = [FieldPanel("kind"), FieldPanel("value"), FieldPanel("unit"), FieldPanel("method")]

    class Meta(UseCaseRow.Meta):
        verbose_name = "mesure de sobriété"
        verbose_name_plural = "mesures de sobriété"

    def clean(self) -> None:
        super().clean()
        if self.value is not None and self.value < 0:
            raise ValidationError({"value": "Une consommation ne peut pas être négative."})
