"""The questions of the report that take several answers, one a row."""

from cms.taxonomy.models import SegmentKind
from concertation_pages.space.questions import Answer, Question, Rows

SPEAKERS = Rows(
    "speakers",
    "speakers",
    "Qui est intervenu ?",
    "Intervenant",
    (
        Question("name", "Nom", Answer.TEXT, "Prénom et nom. Publiés seulement avec l’accord de la personne."),
        Question("profession", "Profession", Answer.TEXT, "Ou fonction, telle que la personne la donne."),
        Question("talk", "Titre de la présentation", Answer.TEXT, "Tel qu’annoncé aux participants."),
        Question(
            "agreed_on",
            "Accord de la personne recueilli le",
            Answer.DAY,
            "Jour où elle a accepté que son nom soit publié. Sans cette date, son nom n’est ni transmis ni publié.",
            is_past=True,
        ),
        Question("agreement", "Trace de l’accord", Answer.TEXT, "Ex. : courriel du 12 mars. Jamais publiée."),
    ),
    "Une personne par ligne, avec son accord.",
    follows="has_speakers",
)

COUNTS = Rows(
    "participant_counts",
    "participant_counts",
    "Combien de participants de chaque public ?",
    "Public",
    (
        Question("public", "Public", Answer.TERM, "Un public par ligne.", vocabulary="publics"),
        Question("number", "Nombre", Answer.NUMBER, "Personnes de ce public, chacune une fois."),
    ),
    "Si vous le savez.",
)


NATURE_HELP = {
    SegmentKind.VIGILANCE: "Difficulté : ce qui complique. Interrogation : ce qui reste ouvert. Alerte : un risque.",
    SegmentKind.DIAGNOSIS: "Frein : ce qui retient le territoire. Opportunité : ce dont il peut tirer parti.",
    SegmentKind.PROPOSAL: "À qui la demande s’adresse.",
}


def passages(name: str, kind: SegmentKind, label: str, item: str, help_text: str) -> Rows:
    """One passage a row: it has its own address, its theme, and is found on its own in the search."""
    return Rows(
        name,
        "segments",
        label,
        item,
        (
            Question("text", "Texte", Answer.LONG_TEXT, "Une seule idée, en une ou deux phrases.", required=True),
            Question("nature", "Nature", Answer.CHOICE, NATURE_HELP[kind]),
            Question("theme", "Thématique", Answer.TERM, "Le domaine principal, s’il y en a un.", vocabulary="themes"),
            Question("axis", "Axe du manifeste", Answer.AXIS, "Le chapitre qui en traite, s’il y en a un."),
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
        Question("title", "Titre", Answer.TEXT, "Ex. : Compte rendu du premier atelier.", required=True),
        Question("url", "Adresse en ligne", Answer.ADDRESS, "Ex. : https://www.exemple.fr/concertation.pdf"),
    ),
    "Comptes rendus d’ateliers, vidéos, supports, avis rendus.",
)
