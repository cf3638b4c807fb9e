"""Default synonym groups: acronyms and words that sources use for the same thing."""

from cms.taxonomy.demo import Report
from search.models import SynonymGroup

GROUPS: tuple[tuple[str, ...], ...] = (
    ("IA", "intelligence artificielle"),
    ("chatbot", "agent conversationnel", "assistant conversationnel"),
    ("callbot", "agent vocal", "agent conversationnel vocal"),
    ("EPCI", "intercommunalité", "établissement public de coopération intercommunale"),
    ("RGPD", "protection des données"),
    ("collectivité", "territoire"),
    ("MDPH", "maison départementale des personnes handicapées"),
    ("SIG", "système d’information géographique"),
    ("OCR", "reconnaissance de caractères"),
    ("déchets", "ordures"),
    ("fracture numérique", "fragilité numérique", "exclusion numérique"),
    ("nappe phréatique", "nappe", "eau souterraine"),
    ("feux tricolores", "feux de circulation", "feux de carrefour", "régulation des feux"),
    ("cantine", "restaurant scolaire", "restauration scolaire"),
    ("site internet", "site web", "site municipal"),
    ("chaussée", "route", "voirie"),
    ("manuscrit", "écriture manuscrite", "écriture ancienne"),
)


def load_group(terms: tuple[str, ...]) -> bool:
    """An existing group is left as staff made it: its first term recognises it."""
    if any(group.as_list()[:1] == [terms[0]] for group in SynonymGroup.objects.all()):
        return False
    SynonymGroup.objects.create(terms="\n".join(terms))
    return True


def load(report: Report) -> None:
    report("Synonymes de recherche", GROUPS, load_group)
