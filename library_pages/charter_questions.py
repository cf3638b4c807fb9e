"""What the notice of a charter is expected to say (section C2 of the content schema)."""

from typing import Any

from library_pages.completeness import Expected, Questionnaire
from library_pages.restricted_tab import RESERVED

BRIEF, TEXT, FOLLOW_UP = "En bref", "Le texte", "Suivi"

IN_FORCE = {"adoptee", "revisee", "abrogee"}
"""Slugs of the states of a text that an assembly has voted; a slug never changes."""


def adopted(page: Any) -> bool:
    return bool(page.state and page.state.slug in IN_FORCE)


def carried(page: Any) -> bool:
    return not page.without_authority


QUESTIONS = Questionnaire(
    expected=(
        Expected("title", "Titre", BRIEF),
        Expected("summary", "Résumé", BRIEF),
        Expected("authorities", "Collectivités", BRIEF, when=carried),
        Expected("nature", "Nature", BRIEF),
        Expected("domains", "Domaines", BRIEF),
        Expected("state", "État", BRIEF),
        Expected("adopted", "Date d’adoption", BRIEF, when=adopted),
        Expected("deliberation_number", "Délibération", BRIEF, when=adopted, instead=("deliberation_url",)),
        Expected("sources", "Sources", BRIEF),
        Expected("clauses", "Clauses", TEXT),
        Expected("documents", "Texte intégral", TEXT, instead=("official_url",)),
        Expected("governance", "Gouvernance et suivi", TEXT),
        Expected("reuse_licence", "Licence de réutilisation du texte", TEXT),
        Expected("contacts", "Contacts", RESERVED, restricted=True),
    ),
    blocking=("title", "summary", "authorities", "sources"),
)
