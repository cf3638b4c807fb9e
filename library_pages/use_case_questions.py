"""What a fiche is expected to say: the answers that section C1 of the content schema asks at submission or publication.

Only eight of them prevent publication; the others are shown to the editor and to the reader.
"""

from typing import Any

from library_pages.completeness import Expected, Questionnaire
from library_pages.restricted_tab import RESERVED

IN_SERVICE = {"deploiement", "generalise"}
"""Slugs of the maturities of a tool that people use; a slug never changes."""
NO_DECISION = "aucune"
INTERNAL = "interne"

BRIEF, DETAIL, MEANS, TECHNIQUE, FRAME, FOLLOW_UP = (
    "En bref",
    "En détail",
    "Moyens",
    "Technique et données",
    "Cadre et risques",
    "Suivi",
)


def in_service(page: Any) -> bool:
    return bool(page.maturity and page.maturity.slug in IN_SERVICE)


def personal_data(page: Any) -> bool:
    return page.personal_data == "oui"


def decision(page: Any) -> bool:
    return bool(page.automation and page.automation.slug != NO_DECISION)


def facing_people(page: Any) -> bool:
    return any(audience.slug != INTERNAL for audience in page.audiences.all())


EXPECTED = (
    Expected("title", "Titre", BRIEF),
    Expected("summary", "Résumé", BRIEF),
    Expected("authority", "Collectivité porteuse", BRIEF),
    Expected("theme", "Thématique principale", BRIEF),
    Expected("audiences", "Cibles", BRIEF),
    Expected("maturity", "Maturité", BRIEF),
    Expected("in_service", "Début ou mise en service", BRIEF, when=in_service, instead=("started",)),
    Expected("sources", "Sources", BRIEF),
    Expected("need", "Besoin et objectifs", DETAIL),
    Expected("deployment", "Méthode déployée", DETAIL),
    Expected("body", "Description", DETAIL),
    Expected("results", "Résultats mesurés", DETAIL, when=in_service),
    Expected("partners", "Partenaires, fournisseurs, solution", MEANS, instead=("solution", "solutions")),
    Expected("procurement", "Mode d’obtention", MEANS),
    Expected("techniques", "Techniques", TECHNIQUE),
    Expected("datasets", "Données utilisées", TECHNIQUE),
    Expected("personal_data", "Données personnelles", TECHNIQUE),
    Expected("hosting", "Hébergement", TECHNIQUE),
    Expected("secnumcloud", "Hébergement SecNumCloud", TECHNIQUE),
    Expected("foreign_law", "Éditeur soumis à un droit hors UE", TECHNIQUE),
    Expected("automation", "Décision individuelle", FRAME),
    Expected("decisions_per_year", "Décisions par an", FRAME, when=decision),
    Expected("decision_scope", "Portée des décisions", FRAME, when=decision),
    Expected("legal_basis", "Base légale", FRAME, when=decision),
    Expected("notice_url", "Mention explicite", FRAME, when=decision),
    Expected("ai_act", "Niveau AI Act", FRAME),
    Expected("ai_act_reason", "Justification du niveau AI Act", FRAME),
    Expected("human_oversight", "Contrôle humain et recours", FRAME, when=facing_people),
    Expected("assessments", "Évaluations", FRAME, when=personal_data),
    Expected("failures", "Ratages", RESERVED, instead=("no_known_failure",), restricted=True),
    Expected("contacts", "Contacts", RESERVED, restricted=True),
    Expected("content_owner", "Responsable du contenu", FOLLOW_UP),
    Expected("public_contact_email", "Contact public", FOLLOW_UP, instead=("public_contact_url",)),
)

QUESTIONS = Questionnaire(
    expected=EXPECTED,
    blocking=("title", "summary", "authority", "theme", "audiences", "maturity", "sources", "content_owner"),
)
