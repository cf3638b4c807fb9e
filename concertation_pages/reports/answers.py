"""The answers of a report, as its page shows them: one fact a question, empty when nobody gave it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.template.defaultfilters import floatformat
from django.utils.formats import number_format

from cms.core.models.fields import YesNo
from cms.core.partial_dates import PartialDate
from concertation_pages.models import ReportPage, ReportSpeaker

PLURAL = re.compile(r"s\b")
LONG = 160
"""Characters from which an answer takes the whole width."""


class Fact(NamedTuple):
    """`lines` is empty for what is not known."""

    label: str
    lines: Sequence[str]

    @property
    def is_long(self) -> bool:
        return sum(map(len, self.lines)) > LONG


def fact(label: str, *said: Any) -> Fact:
    """Each line of each answer; what is None or empty was not given."""
    return Fact(label, [line.strip() for text in said if text for line in str(text).splitlines() if line.strip()])


@dataclass(frozen=True)
class Facts:
    """The answers of a part: those that are known, and the labels of the others."""

    known: Sequence[Fact]
    gaps: Sequence[str]


def facts(*all_of_them: Fact) -> Facts:
    known = [one for one in all_of_them if one.lines]
    return Facts(known, [one.label.lower() for one in all_of_them if not one.lines])


def at_a_glance(page: ReportPage) -> list[Fact]:
    """Who, when, how many, how."""
    return [
        fact("Avec qui", ", ".join(_labels(page.publics.all())).capitalize()),
        fact("Quand", period(page.actual_start or page.planned_start, page.actual_end or page.planned_end)),
        fact("Combien de participants", _number(page.participants)),
        fact("Comment", ", ".join(_forms(page) or [*_facilitated(page), *_recruited(page)])),
    ]


def practical(page: ReportPage) -> Facts:
    return facts(
        fact("Début", *_days(page.planned_start, page.actual_start)),
        fact("Publics associés", *_labels(page.publics.all())),
        fact("Périmètre", page.get_perimeter_display()),
        fact("Assistance à maîtrise d’ouvrage", page.assistance or page.get_has_assistance_display()),
        fact("Intervenants", *_speakers(page)),
    )


def methods(page: ReportPage) -> Facts:
    return facts(
        fact("Angles abordés", page.angles),
        fact("Attentes du commanditaire", page.expectations),
        fact("Consigne donnée", page.subject and f"«\u00a0{page.subject}\u00a0»"),
        fact("Évolution du cadre initial", page.frame_changes or page.get_frame_changed_display()),
        fact("Recrutement", *_recruited(page)),
        fact("Animation et participation", *_facilitated(page)),
        *_form(page),
        fact("Restitution", *_labels(page.restitution.all()), page.restitution_form),
        fact("Plénière", page.get_has_plenary_display()),
    )


def results(page: ReportPage) -> Facts:
    hours = page.sequence_hours
    counts = [f"{row.public} : {_number(row.number)}" for row in page.participant_counts.all()]
    return facts(
        fact("Fin", *_days(page.planned_end, page.actual_end)),
        fact("Nombre de séquences animées", _number(page.sequence_count)),
        fact("Durée animée", "" if hours is None else f"{floatformat(hours, -1)}\u00a0h"),
        fact("Participants", _number(page.participants), *counts),
    )


def follow_up(page: ReportPage) -> Facts:
    return facts(
        fact("Droit de suite engagé", page.get_follow_up_display()),
        fact("Actions envisagées", page.planned_actions),
        fact("Effets sur la mise en œuvre", page.impacts),
    )


def period(start: PartialDate | None, end: PartialDate | None) -> str:
    """« 10 novembre 2023 au 20 janvier 2024 », « février 2023 à février 2024 », « Début : 2024 »."""
    if start and end:
        return str(start) if start == end else f"{start} {'au' if end.day else 'à'} {end}"
    return f"Début : {start}" if start else f"Fin : {end}" if end else ""


def _days(planned: PartialDate | None, actual: PartialDate | None) -> list[str]:
    """The day it was, after the one that was announced when it is another."""
    announced = [f"{planned} (date prévue)"] if planned and planned != actual else []
    return [*announced, *([str(actual)] if actual else [])]


def _forms(page: ReportPage) -> list[str]:
    """In the words of the report, after what they do not say."""
    said = _singular(page.form)
    labels = [label for label in _labels(page.formats.all()) if _singular(label) not in said]
    return [*labels, *([page.form] if page.form else [])]


def _singular(text: str) -> str:
    """As two texts are compared: « débats » is « Débat »."""
    return PLURAL.sub("", text.lower())


def _form(page: ReportPage) -> list[Fact]:
    """No gap in the words of a territory, which is not asked for it."""
    found = fact("Forme", *_forms(page))
    return [found] if found.lines or not page.is_contribution else []


def _recruited(page: ReportPage) -> list[str]:
    return _chosen(page.recruitment.all(), page.recruitment_other)


def _facilitated(page: ReportPage) -> list[str]:
    return _chosen(page.facilitation.all(), page.facilitation_other)


def _labels(terms: Iterable[Any]) -> list[str]:
    return [str(term) for term in terms]


def _chosen(terms: Iterable[Any], other: str) -> list[str]:
    """« Autre » says which."""
    labels = [str(term) for term in terms if not (other and term.asks_precision)]
    return [*labels, f"Autre : {other}"] if other else labels


def _number(number: int | None) -> str:
    return "" if number is None else number_format(number, force_grouping=True)


def _speakers(page: ReportPage) -> list[str]:
    """Those who agreed to be named; of the others, that they spoke."""
    speakers = page.speakers.all()
    named = [_speaker(speaker) for speaker in speakers if speaker.agreed_on]
    if named:
        return [*named, "D’autres, noms non publiés"] if len(named) < len(speakers) else named
    if speakers or page.has_speakers == YesNo.YES:
        return [f"{YesNo.YES.label}, noms non publiés"]
    return [page.get_has_speakers_display()]


def _speaker(speaker: ReportSpeaker) -> str:
    talk = f"«\u00a0{speaker.talk}\u00a0»" if speaker.talk else ""
    return ", ".join(filter(None, [speaker.name, speaker.profession, talk]))
