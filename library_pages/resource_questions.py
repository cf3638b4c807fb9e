"""What the card of a resource is expected to say (section C6 of the content schema)."""

from typing import Any

from library_pages.completeness import Expected, Questionnaire, missing_answers, not_disclosed_answers

BRIEF, USE, FOLLOW_UP = "En bref", "Pour qui, à quel prix", "Suivi"

QUESTIONS = Questionnaire(
    expected=(
        Expected("title", "Titre", BRIEF),
        Expected("description", "Description", BRIEF),
        Expected("resource_type", "Type", BRIEF),
        Expected("producers", "Producteur", BRIEF),
        Expected("link", "Lien", BRIEF),
        Expected("sources", "Sources", BRIEF),
        Expected("audiences", "Public visé", USE),
        Expected("level", "Niveau", USE),
        Expected("duration", "Durée", USE),
        Expected("price", "Prix", USE),
        Expected("language", "Langue", USE),
        Expected("stage", "Étape", USE),
        Expected("licence", "Licence", USE),
    ),
    blocking=("title", "description", "sources"),
)

ELSEWHERE = {"link", "sources"}
"""Answers whose own part of the card says that they are missing."""


def gaps(page: Any) -> list[tuple[str, list[str]]]:
    """What the facts of a card do not say: the reason, and all the labels that it holds for."""
    known = (("Non communiqué", not_disclosed_answers(page)), ("Non renseigné", missing_answers(page)))
    named = [
        (reason, [answer.label for answer in answers if answer.name not in ELSEWHERE]) for reason, answers in known
    ]
    return [(reason, labels) for reason, labels in named if labels]
