"""Vocabularies of the demonstration, and the contract of every application's `demo` module.

A loader is `load(report)`. It hands `report` a label, the items and a function that loads one of them and tells whether
it created anything; `manage.py demo` passes a `report` that shows the progress. The contract lives in the lowest layer
because every application above may import it.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cms.taxonomy import models

Item = dict[str, Any]
Report = Callable[[str, Sequence[Any], Callable[[Any], bool]], None]

DOCUMENTS = {
    "000_eebfea8d020afd7c": "Communiqué du 13 mars 2025",
    "001_078c26ef17274c40": "Article de Localtis sur le manifeste",
    "002_f03a6d1b45eae5be": "Communiqué du 18 septembre 2024",
    "003_3be899ca87868359": "Communiqué du 6 juillet 2023",
    "004_b2f256c67dede130": "Présentation du 11 février 2025",
}
"""Titles of the reference documents that the data names by a code."""

VOCABULARIES: tuple[tuple[str, str, type[models.Term]], ...] = (
    ("Thématiques", "themes", models.Theme),
    ("Cibles", "cibles", models.Audience),
    ("Maturités", "maturites", models.Maturity),
    ("Techniques", "techniques", models.Technique),
    ("Types de collectivité", "types_collectivite", models.AuthorityType),
    ("Modes d’obtention", "modes_obtention", models.ProcurementMode),
    ("Rôles de partenaire", "roles_partenaire", models.PartnerRole),
    ("Niveaux d’automatisation", "niveaux_automatisation", models.AutomationLevel),
    ("Niveaux AI Act", "niveaux_ai_act", models.AiActLevel),
    ("Lieux d’hébergement", "hebergements", models.HostingLocation),
    ("Types d’évaluation", "types_evaluation", models.AssessmentType),
    ("Natures d’acteur", "natures_acteur", models.ActorNature),
    ("Natures de charte", "natures_charte", models.CharterNature),
    ("Domaines de charte", "domaines_charte", models.CharterDomain),
    ("États de charte", "etats_charte", models.CharterState),
    ("Natures de ratage", "natures_ratage", models.FailureNature),
    ("Publics associés", "publics_associes", models.AssociatedPublic),
    ("Méthodes de concertation", "methodes_concertation", models.ConsultationMethod),
    ("États de suite", "statuts_preconisation", models.FollowUpStatus),
    ("Constantes des concertations", "constantes", models.ConsultationConstant),
    ("Types de ressource", "types_ressource", models.ResourceType),
)


def read_items(module_file: str, name: str) -> list[Item]:
    """The items of `demo/<name>.json` beside the calling module."""
    text = Path(module_file).with_name("demo").joinpath(f"{name}.json").read_text(encoding="utf-8")
    items: list[Item] = json.loads(text)["items"]
    return items


def source_title(source: str) -> str:
    """A source as a person reads it: the title of a reference document, or the source itself."""
    return DOCUMENTS.get(source, source)


NEED_REASON = {"en-reflexion", "non-programmee"}
FEARS = {"constante-travail"}
"""« Une peur tenace » of the article, beside its four constants."""


OWN_FIELDS: dict[type[models.Term], Callable[[Item], dict[str, Any]]] = {
    models.Theme: lambda item: {"icon": item["icone"]},
    models.Maturity: lambda item: {"on_scale": item["slug"] != "arrete"},
    models.Technique: lambda item: {"family": item["famille"]},
    models.AuthorityType: lambda item: {"group": item["groupe"], "register_code": item["code_decoupage"]},
    models.AssociatedPublic: lambda item: {"in_questionnaire": item["dans_questionnaire"]},
    models.ConsultationMethod: lambda item: {
        "in_questionnaire": item["dans_questionnaire"],
        "category": item["categorie"],
        "asks_precision": item["slug"].endswith("-autre"),
    },
    models.FollowUpStatus: lambda item: {"needs_reason": item["slug"] in NEED_REASON},
    models.ConsultationConstant: lambda item: {"is_fear": item["slug"] in FEARS},
}
"""What a vocabulary has beyond the fields of every term."""


def load_term(model: type[models.Term], item: Item) -> bool:
    """Create the term unless one has its slug: what staff changed since is kept."""
    _, created = model.objects.get_or_create(
        slug=item["slug"],
        defaults={
            "label": item["libelle"],
            "definition": item.get("description", ""),
            "order": item["ordre"],
            "source": source_title(item["source"]),
            **OWN_FIELDS.get(model, lambda _: {})(item),
        },
    )
    return bool(created)


def load(report: Report) -> None:
    for label, name, model in VOCABULARIES:
        report(label, read_items(__file__, name), lambda item, model=model: load_term(model, item))  # type: ignore[misc]
