"""What the card of a resource is expected to say (section C6 of the content schema)."""

from library_pages.completeness import Expected, Questionnaire

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
