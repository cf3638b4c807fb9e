"""The figures of the synthesis, in the order of the page."""

from django.db.models import TextChoices


class FigureKey(TextChoices):
    """The value ends the address of the figure and names its file; it never changes."""

    STATES = "etats", "Engagements par état"
    TYPES = "types", "Engagements par type de collectivité"
    PERIMETERS = "perimetres", "Concertations internes, ouvertes ou mixtes"
    PUBLICS = "publics", "Publics associés"
    PARTICIPANTS = "participants", "Participants par concertation"
    RECRUITMENT = "recrutement", "Recrutement des participants"
    FACILITATION = "animation", "Animation et participation"
    FORMATS = "formes", "Formes des concertations"
    RESTITUTION = "restitution", "Restitution"
    HOURS = "sequences", "Heures de séquences animées"
    THEMES = "themes", "Propositions par thématique"
    AXES = "axes", "Propositions par axe du manifeste"
    CONSTANTS = "constantes", "Ce qui revient d’un territoire à l’autre"
    FOLLOW_UP = "suites", "Ce que sont devenues les propositions"


FILES = {f"{key.value}.csv": key for key in FigureKey}
"""Name of each file below the address of the synthesis, to its figure."""

PARTS = {
    "Qui s’est engagé": (FigureKey.STATES, FigureKey.TYPES),
    "Qui a participé": (FigureKey.PERIMETERS, FigureKey.PUBLICS, FigureKey.PARTICIPANTS),
    "De quelle manière": (
        FigureKey.RECRUITMENT,
        FigureKey.FACILITATION,
        FigureKey.FORMATS,
        FigureKey.RESTITUTION,
        FigureKey.HOURS,
    ),
    "Ce qui en ressort": (FigureKey.THEMES, FigureKey.AXES, FigureKey.CONSTANTS),
    "Ce que c’est devenu": (FigureKey.FOLLOW_UP,),
}
"""Headings of the page, to the figures below each."""
