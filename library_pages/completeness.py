"""What a fiche is expected to say, what it says, and what its authors declared « non communiqué ».

Expected answers are those that section C1 of the content schema asks at submission (S) or publication (P). Only the
eight of `BLOCKING` prevent publication; the others are shown to the editor and to the reader.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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

BLOCKING = ("title", "summary", "authority", "theme", "audiences", "maturity", "sources", "content_owner")


def always(page: Any) -> bool:
    return True


def in_service(page: Any) -> bool:
    return bool(page.maturity and page.maturity.slug in IN_SERVICE)


def personal_data(page: Any) -> bool:
    return page.personal_data == "oui"


def decision(page: Any) -> bool:
    return bool(page.automation and page.automation.slug != NO_DECISION)


def facing_people(page: Any) -> bool:
    return any(audience.slug != INTERNAL for audience in page.audiences.all())


@dataclass(frozen=True)
class Expected:
    """An answer. `name` is a field or a relation of the fiche, `tab` the tab of the editor that holds it.

    `instead` names a field that answers as well. `when` tells whether the fiche is expected to answer at all.
    """

    name: str
    label: str
    tab: str
    when: Callable[[Any], bool] = always
    instead: str = ""

    def answered(self, page: Any) -> bool:
        return any(is_filled(page, name) for name in (self.name, self.instead) if name)


def is_filled(page: Any, name: str) -> bool:
    value = getattr(page, name)
    return bool(value.all()) if hasattr(value, "all") else value == 0 or bool(value)


EXPECTED = (
    Expected("title", "Titre", BRIEF),
    Expected("summary", "Résumé", BRIEF),
    Expected("authority", "Collectivité porteuse", BRIEF),
    Expected("theme", "Thématique principale", BRIEF),
    Expected("audiences", "Cibles", BRIEF),
    Expected("maturity", "Maturité", BRIEF),
    Expected("in_service", "Début ou mise en service", BRIEF, when=in_service, instead="started"),
    Expected("sources", "Sources", BRIEF),
    Expected("need", "Besoin et objectifs", DETAIL),
    Expected("method", "Méthode déployée", DETAIL),
    Expected("body", "Description", DETAIL),
    Expected("results", "Résultats mesurés", DETAIL, when=in_service),
    Expected("partners", "Partenaires, fournisseurs, solution", MEANS, instead="solution"),
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
    Expected("content_owner", "Responsable du contenu", FOLLOW_UP),
    Expected("public_contact_email", "Contact public", FOLLOW_UP, instead="public_contact_url"),
)


def expected_answers(page: Any) -> list[Expected]:
    """The answers that this fiche, such as it is, should give."""
    return [expected for expected in EXPECTED if expected.when(page)]


def not_disclosed_answers(page: Any) -> list[Expected]:
    """Expected answers that are not given and that the authors said they would not give."""
    declared = set(page.not_disclosed) - set(BLOCKING)
    return [e for e in expected_answers(page) if e.name in declared and not e.answered(page)]


def missing_answers(page: Any) -> list[Expected]:
    """Expected answers that are neither given nor declared « non communiqué »."""
    settled = not_disclosed_answers(page)
    return [e for e in expected_answers(page) if e not in settled and not e.answered(page)]


def score(page: Any) -> int:
    """Share of the expected answers that are given, in percent; « non communiqué » tells the reader nothing."""
    expected = expected_answers(page)
    return round(100 * sum(e.answered(page) for e in expected) / len(expected))
