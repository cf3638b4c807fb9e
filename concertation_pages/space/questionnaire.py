"""What a territory is asked of a consultation, in three sections. Names are those of `ReportPage` and of its rows."""

from concertation_pages.space.questions import Answer, Group, Question, Rows, Section
from concertation_pages.space.row_questions import COUNTS, DIAGNOSES, PRODUCTIONS, PROPOSALS, SPEAKERS, VIGILANCE

__all__ = ["SECTIONS", "Answer", "Group", "Question", "Rows", "Section", "section_numbered"]

DAY_HELP = "Jour/mois/année, ou mois/année si le jour n’est pas connu. Ex. : 18/09/2027."
OTHER_HELP = "Obligatoire si vous avez choisi « Autre » ; sinon, laissez vide."

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
                Question("actual_start", "Date de début réelle", Answer.DATE, DAY_HELP, is_past=True),
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
                Question(
                    "assistance",
                    "Si oui, laquelle ?",
                    Answer.TEXT,
                    "Nom de l’organisme, et ce qu’il a fait s’il y en a eu plusieurs.",
                    follows="has_assistance",
                ),
                Question(
                    "has_speakers",
                    "Avez-vous sollicité des intervenants ou des personnalités ?",
                    Answer.CHOICE,
                    "Personnes venues présenter un sujet aux participants, hors animation.",
                ),
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
                Question(
                    "angles",
                    "Quels angles avez-vous abordés ?",
                    Answer.LONG_TEXT,
                    "Sujets mis en débat, et ceux que vous avez choisi de laisser de côté.",
                ),
                Question(
                    "expectations",
                    "Quelles étaient les attentes du commanditaire ?",
                    Answer.LONG_TEXT,
                    "Ce que la collectivité voulait savoir ou décider grâce à la concertation.",
                ),
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
                Question("recruitment_other", "Recrutement : autre, à préciser", Answer.TEXT, OTHER_HELP),
                Question(
                    "facilitation",
                    "Quelles méthodes d’animation et de participation ?",
                    Answer.TERMS,
                    "Plusieurs choix possibles.",
                    vocabulary="animation",
                    precision="facilitation_other",
                ),
                Question("facilitation_other", "Animation : autre, à préciser", Answer.TEXT, OTHER_HELP),
            ),
        ),
        Group(
            "Le sujet posé et son évolution",
            (
                Question(
                    "subject", "Quelle consigne avez-vous donnée ?", Answer.LONG_TEXT, "Le sujet posé, mot pour mot."
                ),
                Question(
                    "frame_changed",
                    "Le cadre initial a-t-il évolué ?",
                    Answer.CHOICE,
                    "Sujet, calendrier, publics ou méthode changés en cours de route.",
                ),
                Question(
                    "frame_changes",
                    "Si oui, comment ?",
                    Answer.LONG_TEXT,
                    "Ce qui a changé, à quel moment et pourquoi.",
                    follows="frame_changed",
                ),
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
                Question(
                    "has_plenary",
                    "Une plénière a-t-elle été organisée ?",
                    Answer.CHOICE,
                    "Réunion de tous les participants où les résultats sont présentés.",
                ),
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
                Question("actual_end", "Date de fin réelle", Answer.DATE, DAY_HELP, is_past=True),
                Question(
                    "sequence_count",
                    "Nombre de séquences animées",
                    Answer.NUMBER,
                    "Ateliers, réunions ou temps en ligne que quelqu’un anime.",
                ),
                Question("sequence_hours", "Durée totale de ces séquences, en heures", Answer.DECIMAL, "Ex. : 7,5."),
                Question(
                    "participants",
                    "Nombre de participants",
                    Answer.NUMBER,
                    "Toutes séquences confondues, chaque personne une fois.",
                ),
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
                Question(
                    "planned_actions",
                    "Quels points-clés d’actions sont envisagés ?",
                    Answer.LONG_TEXT,
                    "Les principales actions, avec leur échéance si elle est connue.",
                ),
                Question(
                    "impacts",
                    "Quels impacts sur la mise en œuvre du projet ?",
                    Answer.LONG_TEXT,
                    "Ce que la concertation a changé dans le projet, ou va y changer.",
                ),
            ),
        ),
        Group("Les ressources et productions", (PRODUCTIONS,)),
    ),
)

SECTIONS = (PRACTICAL, METHODS, RESULTS)


def section_numbered(number: int) -> Section | None:
    return next((section for section in SECTIONS if section.number == number), None)
