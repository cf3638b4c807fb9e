"""The figures of which only the reports themselves have the numbers."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.formats import number_format

from cms.core.public_tree import unrestricted
from cms.core.scales import Scale, Step
from cms.taxonomy.models import PUBLIC_STATES
from concertation_pages.models.report import ReportPage
from concertation_pages.synthesis.figures import Figure, counted
from concertation_pages.synthesis.keys import FigureKey
from search.kinds import Noun

REPORTS = Noun("compte rendu", "comptes rendus", feminine=False)
PEOPLE = Noun("participant", "participants", feminine=False)
SEQUENCES, TIME = Noun("séquence animée", "séquences animées"), Noun("heure animée", "heures animées")
PARTICIPANTS = Scale(
    [
        Step(0, "moins-de-20", "Moins de 20"),
        Step(20, "20-99", "De 20 à 99"),
        Step(100, "100-499", "De 100 à 499"),
        Step(500, "500-et-plus", "500 et plus"),
    ]
)
HOURS = Scale(
    [
        Step(0, "moins-de-5", "Moins de 5 heures"),
        Step(5, "5-19", "De 5 à moins de 20 heures"),
        Step(20, "20-et-plus", "20 heures et plus"),
    ]
)
"""Editorial steps: no source sorts consultations by size."""

Number = int | Decimal | None


class Answers(NamedTuple):
    """What one report says; None when it does not."""

    participants: int | None
    sequences: int | None
    hours: Decimal | None


def read() -> list[Answers]:
    """Of every public report of a public territory; one query."""
    public = unrestricted(ReportPage.objects.filter(commitment__state__in=PUBLIC_STATES))
    return [Answers(*row) for row in public.values_list("participants", "sequence_count", "sequence_hours")]


def participants(answers: Sequence[Answers]) -> Figure:
    said = [row.participants for row in answers]
    definition = "Les participants que compte chaque compte rendu, par tranches choisies par la rédaction."
    return _figure(FigureKey.PARTICIPANTS, definition, PARTICIPANTS, said, summed(PEOPLE, said))


def hours(answers: Sequence[Answers]) -> Figure:
    said = [row.hours for row in answers]
    sequences = summed(SEQUENCES, [row.sequences for row in answers])
    definition = "La durée des séquences animées de chaque concertation, par tranches choisies par la rédaction."
    return _figure(FigureKey.HOURS, definition, HOURS, said, f"{summed(TIME, said)} {sequences}")


def summed(noun: Noun, values: Sequence[Number]) -> str:
    """« 40 participants, connus pour 1 compte rendu sur 15. »"""
    known = [value for value in values if value is not None]
    if not known:
        return f"{noun.plural.capitalize()} : nombre non renseigné."
    total = sum(known)
    several = total >= 2  # in French the plural begins at 2
    participle = f"connu{'e' if noun.feminine else ''}{'s' if several else ''}"
    number = number_format(total, force_grouping=True)
    of = number_format(len(values), force_grouping=True)
    return (
        f"{number} {noun.plural if several else noun.singular}, "
        f"{participle} pour {REPORTS.counted(len(known))} sur {of}."
    )


def _figure(key: FigureKey, definition: str, scale: Scale, values: Sequence[Number], coverage: str) -> Figure:
    numbers = Counter(step for value in values if (step := scale.of(value)))
    answers = [counted(step.label, numbers[step], step.slug) for step in scale.steps if numbers[step]]
    return Figure(key, definition, REPORTS, len(values), answers, sum(numbers.values()), coverage)
