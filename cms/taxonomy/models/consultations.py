"""How consultations are described: their closed lists of states, and vocabularies that staff edit."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.taxonomy.models.terms import Term


class ConsultationState(models.TextChoices):
    """Where the commitment of a territory stands. Only `PUBLIC_STATES` are shown."""

    UNCONFIRMED = "a-confirmer", "À confirmer"
    CANDIDATE = "candidature", "Candidature"
    REFUSED = "refusee", "Refusée"
    ENGAGED = "engagee", "Engagée"
    ONGOING = "en-cours", "En cours"
    REPORTED = "restituee", "Contribution publiée"
    FOLLOWED = "suite-donnee", "Suite donnée"
    WITHDRAWN = "retiree", "Retirée"


PUBLIC_STATES = (
    ConsultationState.ENGAGED,
    ConsultationState.ONGOING,
    ConsultationState.REPORTED,
    ConsultationState.FOLLOWED,
)


class Perimeter(models.TextChoices):
    """Who a consultation was open to."""

    INTERNAL = "interne", "Interne"
    OPEN = "ouverte", "Ouverte"
    MIXED = "mixte", "Mixte"


class SegmentKind(models.TextChoices):
    """What a passage of part 3 of a report is; its letter begins the code of the passage."""

    VIGILANCE = "vigilance", "Point de vigilance"
    DIAGNOSIS = "diagnostic", "Diagnostic"
    PROPOSAL = "proposition", "Proposition"


SEGMENT_LETTERS = {SegmentKind.VIGILANCE: "V", SegmentKind.DIAGNOSIS: "D", SegmentKind.PROPOSAL: "P"}


class SegmentNature(models.TextChoices):
    """What the questionnaire tells apart within a kind; a source may not say."""

    DIFFICULTY = "difficulte", "Difficulté"
    QUESTION = "interrogation", "Interrogation"
    ALERT = "alerte", "Alerte"
    OBSTACLE = "frein", "Frein"
    OPPORTUNITY = "opportunite", "Opportunité"
    TO_AUTHORITY = "demande-collectivite", "Demande à la collectivité"
    TO_PUBLIC_BODIES = "demande-pouvoirs-publics", "Demande aux pouvoirs publics"


NATURES_OF = {
    SegmentKind.VIGILANCE: (SegmentNature.DIFFICULTY, SegmentNature.QUESTION, SegmentNature.ALERT),
    SegmentKind.DIAGNOSIS: (SegmentNature.OBSTACLE, SegmentNature.OPPORTUNITY),
    SegmentKind.PROPOSAL: (SegmentNature.TO_AUTHORITY, SegmentNature.TO_PUBLIC_BODIES),
}


class Questioned(Term):
    """A vocabulary of which the questionnaire of restitution offers only a part; the rest is for display."""

    in_questionnaire = models.BooleanField(
        "dans le questionnaire",
        default=False,
        help_text="Proposé aux territoires. Les autres valeurs décrivent ce que des sources rapportent.",
    )

    panels = [*Term.panels, FieldPanel("in_questionnaire")]

    class Meta(Term.Meta):
        abstract = True


class AssociatedPublic(Questioned):
    """Whom a consultation brings together."""

    class Meta(Questioned.Meta):
        verbose_name = "public associé"
        verbose_name_plural = "publics associés"


class ConsultationMethod(Questioned):
    """How a consultation recruits, animates, reports, and what form it takes."""

    class Category(models.TextChoices):
        RECRUITMENT = "recrutement", "Recrutement"
        FACILITATION = "animation", "Animation"
        RESTITUTION = "restitution", "Restitution"
        FORMAT = "forme", "Forme"

    category = models.CharField("catégorie", max_length=20, choices=Category.choices)
    asks_precision = models.BooleanField(
        "à préciser", default=False, help_text="Qui choisit cette valeur doit dire laquelle."
    )

    panels = [*Questioned.panels, FieldPanel("category"), FieldPanel("asks_precision")]

    class Meta(Questioned.Meta):
        verbose_name = "méthode de concertation"
        verbose_name_plural = "méthodes de concertation"


class FollowUpStatus(Term):
    """What became of a proposal. None of them stands for silence: that is « état non communiqué »."""

    NEEDED = ACTED_ON = frozenset({"realisee", "engagee"})
    """Make « Suite donnée »: the others say that nothing is decided."""

    needs_reason = models.BooleanField(
        "motif obligatoire", default=False, help_text="La collectivité dit pourquoi (« en réflexion », par exemple)."
    )

    panels = [*Term.panels, FieldPanel("needs_reason")]

    class Meta(Term.Meta):
        verbose_name = "état de suite"
        verbose_name_plural = "états de suite"


class ConsultationConstant(Term):
    """What comes back from one consultation to the next; attached by the editors to passages of reports."""

    is_fear = models.BooleanField("est une crainte", default=False)

    panels = [*Term.panels, FieldPanel("is_fear")]

    class Meta(Term.Meta):
        verbose_name = "constante des concertations"
        verbose_name_plural = "constantes des concertations"
