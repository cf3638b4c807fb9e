"""The vocabularies of the library. Labels and definitions are data: staff edit them in the admin."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.taxonomy.models.terms import Term


class Theme(Term):
    """Thématique de la bibliothèque."""

    icon = models.SlugField(
        "pictogramme",
        max_length=20,
        blank=True,
        help_text="Nom d’un symbole de static/icons.svg, par exemple « leaf ».",
    )

    panels = [*Term.panels, FieldPanel("icon")]

    class Meta(Term.Meta):
        verbose_name = "thématique"


class Audience(Term):
    """Cible : for whom the tool works."""

    class Meta(Term.Meta):
        verbose_name = "cible"


class Maturity(Term):
    """Degree of progress of a project; `order` is its rank on the five-step scale."""

    on_scale = models.BooleanField(
        "degré de l’échelle",
        default=True,
        help_text="Décoché pour un état hors échelle, comme « arrêté ou abandonné ».",
    )

    panels = [*Term.panels, FieldPanel("on_scale")]

    class Meta(Term.Meta):
        verbose_name = "maturité"


class Technique(Term):
    """Family of AI technique."""

    class Family(models.TextChoices):
        PREDICTION = "prediction", "Prédiction et optimisation"
        PERCEPTION = "perception", "Perception (image, capteurs)"
        LANGUAGE = "langage", "Langage"
        SIMULATION = "simulation", "Simulation"
        DATA = "donnees", "Données"

    family = models.CharField("famille", max_length=20, choices=Family.choices)

    panels = [*Term.panels, FieldPanel("family")]

    class Meta(Term.Meta):
        verbose_name = "technique"


class AuthorityType(Term):
    """Legal nature of a local authority; its group is one of the five of the public facet."""

    class Group(models.TextChoices):
        COMMUNES = "communes", "Communes"
        INTERCOMMUNALITES = "intercommunalites", "Intercommunalités"
        DEPARTEMENTS = "departements", "Départements"
        REGIONS = "regions", "Régions"
        AUTRES = "autres", "Autres"

    group = models.CharField("groupe", max_length=20, choices=Group.choices)
    register_code = models.CharField(
        "code du découpage",
        max_length=8,
        blank=True,
        help_text="Code de nature du découpage administratif officiel : COM, CC, CA, CU, METRO, MET69, EPT…",
    )

    panels = [*Term.panels, FieldPanel("group"), FieldPanel("register_code")]

    class Meta(Term.Meta):
        verbose_name = "type de collectivité"
        verbose_name_plural = "types de collectivité"


class ProcurementMode(Term):
    """How the solution was obtained."""

    class Meta(Term.Meta):
        verbose_name = "mode d’obtention"
        verbose_name_plural = "modes d’obtention"


class PartnerRole(Term):
    """What an actor does in a project."""

    class Meta(Term.Meta):
        verbose_name = "rôle de partenaire"
        verbose_name_plural = "rôles de partenaire"


class AutomationLevel(Term):
    """Part taken by the tool in an individual decision (CRPA, art. L. 311-3-1 and L. 312-1-2)."""

    class Meta(Term.Meta):
        verbose_name = "niveau d’automatisation"
        verbose_name_plural = "niveaux d’automatisation"


class AiActLevel(Term):
    """Risk level under the European regulation on artificial intelligence; application dates are never coded."""

    class Meta(Term.Meta):
        verbose_name = "niveau AI Act"
        verbose_name_plural = "niveaux AI Act"


class HostingLocation(Term):
    """Where the data and the model are hosted."""

    class Meta(Term.Meta):
        verbose_name = "lieu d’hébergement"
        verbose_name_plural = "lieux d’hébergement"


class AssessmentType(Term):
    """Kind of impact assessment: AIPD (data protection), FRIA (fundamental rights), bias audit, RGESN…"""

    class Meta(Term.Meta):
        verbose_name = "type d’évaluation"
        verbose_name_plural = "types d’évaluation"


class FailureNature(Term):
    """What went wrong in a project; only this is public, counted over at least three fiches."""

    class Meta(Term.Meta):
        verbose_name = "nature de ratage"
        verbose_name_plural = "natures de ratage"


class ActorNature(Term):
    """What kind of body an actor of the cartography is."""

    class Meta(Term.Meta):
        verbose_name = "nature d’acteur"
        verbose_name_plural = "natures d’acteur"


class CharterNature(Term):
    """Charte, stratégie, doctrine… : what kind of text an authority gave itself."""

    class Meta(Term.Meta):
        verbose_name = "nature de charte"
        verbose_name_plural = "natures de charte"


class CharterDomain(Term):
    """What a charter is about: IA, données, numérique responsable."""

    class Meta(Term.Meta):
        verbose_name = "domaine de charte"
        verbose_name_plural = "domaines de charte"


class CharterState(Term):
    """Where a charter stands, from its preparation to its repeal."""

    class Meta(Term.Meta):
        verbose_name = "état de charte"
        verbose_name_plural = "états de charte"
