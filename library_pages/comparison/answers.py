"""What fiches are compared on: each public answer as one text, named field by field, so that a field added later stays
out until it is listed."""

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

from search.documents import rich_text

LONGEST = 500
"""Characters of a story in a cell; the fiche has the rest."""
CUT = " […]"

Read = Callable[[Any], str]


@dataclass(frozen=True)
class Answer:
    """`names`: the fields that authors may have declared « non communiqué » instead of answering."""

    label: str
    read: Read
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    title: str
    answers: tuple[Answer, ...]


def _lines(texts: Iterable[Any]) -> str:
    """One a line, after a dash when there are several; empty ones dropped."""
    said = [str(text) for text in texts if text]
    return "\n".join(f"– {text}" for text in said) if len(said) > 1 else "".join(said)


def _field(name: str) -> Read:
    return lambda page: str(getattr(page, name) or "")


def _choice(name: str) -> Read:
    return lambda page: str(getattr(page, f"get_{name}_display")())


def _story(name: str) -> Read:
    """The words of a rich text, its beginning when it is long."""
    return lambda page: textwrap.shorten(rich_text(getattr(page, name)), LONGEST, placeholder=CUT)


def _terms(*names: str) -> Read:
    """The terms of these fields, in their order."""

    def read(page: Any) -> str:
        values = [getattr(page, name) for name in names]
        several = [value.all() if hasattr(value, "all") else filter(None, [value]) for value in values]
        return ", ".join(str(term) for terms in several for term in terms)

    return read


def _rows(name: str, said: Callable[[Any], str]) -> Read:
    return lambda page: _lines(said(row) for row in getattr(page, name).all())


def _authorities(page: Any) -> str:
    return ", ".join(page.cited_authorities)


def _authority_type(page: Any) -> str:
    return page.authority.authority_type.label if page.authority else ""


def _population(page: Any) -> str:
    population = page.authority and page.authority.population
    return f"{_number(population)} habitants" if population else ""


def _calendar(page: Any) -> str:
    days = {"Début": page.started, "Mise en service": page.in_service, "Fin": page.ended}
    return _lines(f"{name} : {day}" for name, day in days.items() if day)


def _cost(page: Any) -> str:
    year = f" ({page.cost_year})" if page.cost_year else ""
    invested = page.investment_cost is not None and f"Investissement : {_number(page.investment_cost)} €{year}"
    yearly = page.yearly_cost is not None and f"Par an : {_number(page.yearly_cost)} €"
    return _lines(filter(None, [invested, yearly, page.cost_note]))


def _staff(page: Any) -> str:
    return f"{number_format(page.staff_fte.normalize())} équivalent temps plein" if page.staff_fte else ""


def _duration(page: Any) -> str:
    return f"{page.duration_months} mois" if page.duration_months else ""


def _solution(page: Any) -> str:
    return ", ".join(filter(None, [*(str(row.solution) for row in page.solutions.all()), page.solution]))


def _number(value: int) -> str:
    return number_format(value, force_grouping=True)


def _result(row: Any) -> str:
    change = f"de {row.before} à {row.after}" if row.before else row.after
    return f"{row.indicator} : {change} {row.unit}".strip() + f" (source : {row.source})"


def _with(text: str, detail: Any) -> str:
    return f"{text} ({str(detail).lower()})" if detail else text


def _risk(row: Any) -> str:
    return f"{row.risk} Mesure : {row.measure}" if row.measure else row.risk


PARTS = (
    Part(
        "En bref",
        (
            Answer("Résumé", _field("summary"), ("summary",)),
            Answer("Collectivité", _authorities, ("authority",)),
            Answer("Type de collectivité", _authority_type),
            Answer("Population", _population),
            Answer("Thématiques", _terms("theme", "secondary_themes"), ("theme",)),
            Answer("Cibles", _terms("audiences"), ("audiences",)),
            Answer("Maturité", _terms("maturity"), ("maturity",)),
            Answer("Calendrier", _calendar, ("in_service",)),
        ),
    ),
    Part(
        "Besoin et méthode",
        (Answer("Besoin", _story("need"), ("need",)), Answer("Méthode", _story("deployment"), ("deployment",))),
    ),
    Part(
        "Résultats",
        (
            Answer("Résultats mesurés", _rows("results", _result), ("results",)),
            Answer("Bénéfices annoncés", _rows("benefits", lambda row: row.text)),
            Answer("Pour refaire", _story("lessons")),
            Answer("Effets sur les métiers", _story("work_effects")),
        ),
    ),
    Part(
        "Vigilance",
        (
            Answer(
                "Points de vigilance",
                _rows("vigilance_points", lambda row: _with(row.text, row.get_origin_display())),
            ),
            Answer("Risques et mesures", _rows("risks", _risk)),
            Answer("Contrôle humain", _story("human_oversight"), ("human_oversight",)),
        ),
    ),
    Part(
        "Moyens",
        (
            Answer("Coût", _cost),
            Answer("Équipe", _staff),
            Answer("Durée du projet", _duration),
            Answer("Financements", _rows("fundings", lambda row: _with(row.funder, row.detail))),
            Answer("Partenaires", _rows("partners", lambda row: _with(row.name, row.role)), ("partners",)),
            Answer("Solution", _solution, ("partners",)),
            Answer("Mode d’obtention", _terms("procurement"), ("procurement",)),
        ),
    ),
    Part(
        "Technique et données",
        (
            Answer("Techniques", _terms("techniques"), ("techniques",)),
            Answer("Données", _rows("datasets", lambda row: _with(row.title, row.provenance)), ("datasets",)),
            Answer("Données personnelles", _choice("personal_data"), ("personal_data",)),
            Answer("Hébergement", _terms("hosting"), ("hosting",)),
            Answer("SecNumCloud", _choice("secnumcloud"), ("secnumcloud",)),
            Answer("Éditeur soumis à un droit hors UE", _choice("foreign_law"), ("foreign_law",)),
            Answer("Modèle réutilisable", _choice("reusable_model")),
        ),
    ),
    Part(
        "Cadre",
        (
            Answer("Décision individuelle", _terms("automation"), ("automation",)),
            Answer("Base légale", _field("legal_basis"), ("legal_basis",)),
            Answer("Règlement européen sur l’IA", _terms("ai_act"), ("ai_act",)),
            Answer(
                "Évaluations",
                _rows("assessments", lambda row: _with(str(row.kind), row.get_state_display())),
                ("assessments",),
            ),
        ),
    ),
)
