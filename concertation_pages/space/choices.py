"""What the questions of a closed list offer, and the rows that their answers stand for. Each list is read once."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.html import format_html
from wagtail.models import Page

from cms.taxonomy.models import NATURES_OF, AssociatedPublic, ConsultationMethod, Theme
from concertation_pages.models import ReportPage
from concertation_pages.space.questions import Answer, Question, Rows

NO_ANSWER = "Sans réponse"
Choices = list[tuple[str, str]]


class Vocabularies:
    """The lists of one request."""

    @cached_property
    def publics(self) -> list[Any]:
        return list(AssociatedPublic.objects.all())

    @cached_property
    def methods(self) -> list[Any]:
        return list(ConsultationMethod.objects.all())

    @cached_property
    def themes(self) -> list[Any]:
        return list(Theme.objects.all())

    @cached_property
    def axes(self) -> list[Page]:
        """The chapters of the manifesto that are online, in its order."""
        chapters = Page.objects.live().filter(
            content_type__app_label="home", content_type__model="manifestochapterpage"
        )
        return list(chapters.order_by("path"))

    def terms(self, question: Question) -> list[Any]:
        """Every row that an answer to this question may stand for."""
        if question.kind is Answer.AXIS:
            return self.axes
        if question.vocabulary == "publics":
            return self.publics
        if question.vocabulary == "themes":
            return self.themes
        return [method for method in self.methods if method.category == question.vocabulary]

    def offered(self, question: Question, held: Iterable[str]) -> Choices:
        """Those of the questionnaire, and those that the answer has already, whoever put them there."""
        kept = set(held)
        offered = [term for term in self.terms(question) if term.slug in kept or _is_offered(term)]
        told = _explained if question.kind is Answer.TERMS else label_of
        return [(term.slug, told(term)) for term in offered]

    def labels(self, question: Question, slugs: Iterable[str]) -> list[str]:
        known = {term.slug: label_of(term) for term in self.terms(question)}
        return [known.get(slug, slug) for slug in slugs]

    def rows(self, question: Question, slugs: Iterable[str]) -> list[Any]:
        known = {term.slug: term for term in self.terms(question)}
        return [known[slug] for slug in slugs if slug in known]

    def asks_precision(self, question: Question, slugs: Iterable[str]) -> bool:
        """Whether « autre, à préciser » is among the answers."""
        return any(term.asks_precision for term in self.rows(question, slugs))


def label_of(term: Any) -> str:
    return str(getattr(term, "label", "") or term)


def _explained(term: Any) -> str:
    """With its definition, where there is room beside a box to tick."""
    if not term.definition:
        return label_of(term)
    return format_html('<span>{} <span class="field__hint">{}</span></span>', label_of(term), term.definition)


def _is_offered(term: Any) -> bool:
    return getattr(term, "active", True) and getattr(term, "in_questionnaire", True)


def model_of(rows: Rows | None) -> type[models.Model]:
    """The model whose fields the questions are: that of the rows, or the report."""
    if rows is None:
        return ReportPage
    relation: Any = ReportPage._meta.get_field(rows.relation)
    found: type[models.Model] = relation.related_model
    return found


def values_of(question: Question, rows: Rows | None) -> Choices:
    """The choices of a field; of the nature of a passage, those of its kind."""
    field: Any = model_of(rows)._meta.get_field(question.name)
    if rows and rows.kind:
        return [(str(nature), str(nature.label)) for nature in NATURES_OF[rows.kind]]
    return [(str(value), str(label)) for value, label in field.choices]
