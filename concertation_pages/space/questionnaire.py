"""What a territory is asked of a consultation, in three sections. Names are those of `ReportPage` and of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cms.taxonomy.models import SegmentKind


class Answer(StrEnum):
    """What an answer is. TERMS and TERM are kept as slugs, CHOICE as its value, AXIS as the last part of its address."""

    TEXT = "texte"
    LONG_TEXT = "texte-long"
    DATE = "date"
    DAY = "jour"
    NUMBER = "nombre"
    DECIMAL = "decimal"
    ADDRESS = "adresse"
    CHOICE = "choix"
    TERMS = "termes"
    TERM = "terme"
    AXIS = "axe"


@dataclass(frozen=True)
class Question:
    """`vocabulary` is that of the field: a category of methods, or the name of the vocabulary. `precision` is the
    question that says which one, when « autre » is chosen.
    """

    name: str
    label: str
    kind: Answer
    help_text: str = ""
    vocabulary: str = ""
    precision: str = ""
    required: bool = False


@dataclass(frozen=True)
class Rows:
    """A question that takes several answers, each of `fields`. `kind` is that of the passages."""

    name: str
    relation: str
    label: str
    item: str
    fields: Sequence[Question]
    help_text: str = ""
    kind: SegmentKind | None = None


@dataclass(frozen=True)
class Group:
    """Questions under one heading."""

    title: str
    asked: Sequence[Question | Rows]


@dataclass(frozen=True)
class Section:
    number: int
    title: str
    lede: str
    groups: Sequence[Group]
    asked: Sequence[Question | Rows] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "asked", tuple(asked for group in self.groups for asked in group.asked))

    @property
    def slug(self) -> str:
        return f"partie-{self.number}"


DAY_HELP = "Jour/mois/année, ou mois/année si le jour n’est pas connu. Ex. : 18/09/2027."

SPEAKERS = Rows(
    "speakers",
    "speakers",
    "Qui est intervenu ?",
    "Intervenant",
    (
        Question("name", "Nom", Answer.TEXT),
        Question("profession", "Profession", Answer.TEXT),
        Question("talk", "Titre de la présentation", Answer.TEXT),
        Question(
            "agreed_on",
            "Accord de la personne recueilli le",
            Answer.DAY,
            "Jour où elle a accepté que son nom soit publié. Sans cette date, son nom n’est ni transmis ni publié.",
        ),
        Question("agreement", "Trace de l’accord", Answer.TEXT, "Ex. : courriel du 12 mars. Jamais publiée."),
    ),
    "Une personne par ligne, avec son accord.",
)

COUNTS = Rows(
    "participant_counts",
    "participant_counts",
    "Combien de participants de chaque public ?",
    "Public",
    (
        Question("public", "Public", Answer.TERM, vocabulary="publics"),
        Question("number", "Nombre", Answer.NUMBER),
    ),
    "Si vous le savez.",
)


def passages(name: str, kind: SegmentKind, label: str, item: str, help_text: str) -> Rows:
    """One passage a row: it has its own address, its theme, and is found on its own in the search."""
    return Rows(
        name,
        "segments",
        label,
        item,
        (
            Question("text", "Texte", Answer.LONG_TEXT, "Une seule idée, en une ou deux phrases.", required=True),
            Question("nature", "Nature", Answer.CHOICE),
            Question("theme", "Thématique", Answer.TERM, vocabulary="themes"),
            Question("axis", "Axe du manifeste", Answer.AXIS),
            Question("verbatim", "Verbatim", Answer.LONG_TEXT, "Mots d’un participant, sans son nom."),
        ),
        help_text,
        kind,
    )


VIGILANCE = passages(
    "vigilance",
    SegmentKind.VIGILANCE,
    "Quels points de vigilance sont issus des débats ?",
    "Point de vigilance",
    "Difficultés, interrogations, alertes. Un point par ligne.",
)
DIAGNOSES = passages(
    "diagnoses",
    SegmentKind.DIAGNOSIS,
    "Quels diagnostics en ressortent ?",
    "Diagnostic",
    "Freins et opportunités pour le territoire et ses acteurs. Un diagnostic par ligne.",
)
PROPOSALS = passages(
    "proposals",
    SegmentKind.PROPOSAL,
    "Quelles propositions en ressortent ?",
    "Proposition",
    "Demandes adressées à la collectivité ou aux pouvoirs publics. Une proposition par ligne : "
    "chacune aura son adresse et sera suivie.",
)
PRODUCTIONS = Rows(
    "productions",
    "productions",
    "Où trouver les ressources et productions ?",
    "Production",
    (
        Question("title", "Titre", Answer.TEXT, required=True),
        Question("url", "Adresse en ligne", Answer.ADDRESS, "Ex. : https://www.exemple.fr/concertation.pdf"),
    ),
    "Comptes rendus d’ateliers, vidéos, supports, avis rendus.",
)

PRACTICAL = Section(
    1,
    "Informations pratiques",
    "Quand la concertation a eu lieu, et avec qui.",
    (
        Group(
            "La concertation",
            (
                Question(
                    "title",
                    "Titre du compte rendu",
                    Answer.TEXT,
                    "Tel que le public le lira. Si vous rendez compte de plusieurs concertations, il les distingue.",
                    required=True,
                ),
                Question("planned_start", "Date de début prévue", Answer.DATE, DAY_HELP),
                Question("actual_start", "Date de début réelle", Answer.DATE, DAY_HELP),
                Question(
                    "publics", "Public(s) associé(s)", Answer.TERMS, "Plusieurs choix possibles.", vocabulary="publics"
                ),
                Question(
                    "perimeter",
                    "La concertation était-elle interne, ouverte ou mixte ?",
                    Answer.CHOICE,
                    "Interne : élus et agents. Ouverte : habitants, associations, entreprises. Mixte : les deux.",
                ),
            ),
        ),
        Group(
            "L’accompagnement et les intervenants",
            (
                Question(
                    "has_assistance",
                    "Avez-vous eu recours à une assistance à maîtrise d’ouvrage ?",
                    Answer.CHOICE,
                    "Pour le cadrage et l’animation.",
                ),
                Question("assistance", "Si oui, laquelle ?", Answer.TEXT),
                Question("has_speakers", "Avez-vous sollicité des intervenants ou des personnalités ?", Answer.CHOICE),
                SPEAKERS,
            ),
        ),
    ),
)

METHODS = Section(
    2,
    "Objectifs et méthodologies",
    "Ce que vous cherchiez, et comment vous vous y êtes pris.",
    (
        Group(
            "Les objectifs",
            (
                Question("angles", "Quels angles avez-vous abordés ?", Answer.LONG_TEXT),
                Question("expectations", "Quelles étaient les attentes du commanditaire ?", Answer.LONG_TEXT),
            ),
        ),
        Group(
            "Le recrutement et l’animation",
            (
                Question(
                    "recruitment",
                    "Comment les participants ont-ils été recrutés ?",
                    Answer.TERMS,
                    "Plusieurs choix possibles.",
                    vocabulary="recrutement",
                    precision="recruitment_other",
                ),
                Question("recruitment_other", "Recrutement : autre, à préciser", Answer.TEXT),
                Question(
                    "facilitation",
                    "Quelles méthodes d’animation et de participation ?",
                    Answer.TERMS,
                    "Plusieurs choix possibles.",
                    vocabulary="animation",
                    precision="facilitation_other",
                ),
                Question("facilitation_other", "Animation : autre, à préciser", Answer.TEXT),
            ),
        ),
        Group(
            "Le sujet posé et son évolution",
            (
                Question(
                    "subject", "Quelle consigne avez-vous donnée ?", Answer.LONG_TEXT, "Le sujet posé, mot pour mot."
                ),
                Question("frame_changed", "Le cadre initial a-t-il évolué ?", Answer.CHOICE),
                Question("frame_changes", "Si oui, comment ?", Answer.LONG_TEXT),
            ),
        ),
        Group(
            "La restitution",
            (
                Question(
                    "restitution_form",
                    "Sous quelle forme les résultats ont-ils été remis ?",
                    Answer.LONG_TEXT,
                    "Ex. : avis remis aux élus, exposition, document mis en ligne.",
                ),
                Question("has_plenary", "Une plénière a-t-elle été organisée ?", Answer.CHOICE),
            ),
        ),
    ),
)

RESULTS = Section(
    3,
    "Résultats synthétiques",
    "Ce qui en ressort, et ce que la collectivité en fait.",
    (
        Group(
            "Le déroulement",
            (
                Question("planned_end", "Date de fin prévue", Answer.DATE, DAY_HELP),
                Question("actual_end", "Date de fin réelle", Answer.DATE, DAY_HELP),
                Question("sequence_count", "Nombre de séquences animées", Answer.NUMBER),
                Question("sequence_hours", "Durée totale de ces séquences, en heures", Answer.DECIMAL, "Ex. : 7,5."),
                Question("participants", "Nombre de participants", Answer.NUMBER),
                COUNTS,
            ),
        ),
        Group("Les points de vigilance", (VIGILANCE,)),
        Group("Les diagnostics", (DIAGNOSES,)),
        Group("Les propositions", (PROPOSALS,)),
        Group(
            "Le droit de suite",
            (
                Question(
                    "follow_up",
                    "La collectivité s’engage-t-elle à donner suite aux propositions ?",
                    Answer.CHOICE,
                    "Droit de suite : dire, proposition par proposition, ce qu’elle devient.",
                ),
                Question("planned_actions", "Quels points-clés d’actions sont envisagés ?", Answer.LONG_TEXT),
                Question("impacts", "Quels impacts sur la mise en œuvre du projet ?", Answer.LONG_TEXT),
            ),
        ),
        Group("Les ressources et productions", (PRODUCTIONS,)),
    ),
)

SECTIONS = (PRACTICAL, METHODS, RESULTS)


def section_numbered(number: int) -> Section | None:
    return next((section for section in SECTIONS if section.number == number), None)
