"""The questions of the report that take several answers, one a row."""

from cms.taxonomy.models import SegmentKind
from concertation_pages.space.questions import Answer, Question, Rows

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
