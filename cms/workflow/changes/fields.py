"""What happened to one field of a page."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import CharField, ForeignKey, Model, TextField
from taggit.managers import TaggableManager
from wagtail.admin.compare import ChildRelationComparison
from wagtail.fields import RichTextField, StreamField

from cms.members.restricted import is_restricted
from cms.taxonomy.models import Term
from cms.territories.models import LocalAuthority
from cms.workflow.changes.blocks import stream_answer
from cms.workflow.changes.change import Answer, Change, Mark, Part, Piece
from cms.workflow.changes.rows import rows_answer
from cms.workflow.changes.wording import (
    SHORT,
    plain,
    replaced,
    rewritten,
    said,
    set_changed,
    values_compared,
    words_compared,
)

Comparison = Callable[[Model, Model], Any]
UNPUBLISHED = frozenset({"content_owner", "review_on", "go_live_at", "expire_at"})
"""Fields that no public page shows: their changes are for staff."""


def compared(heading: str, comparison: Comparison, before: Model, after: Model) -> Answer:
    """The comparison that Wagtail's panel makes of its field or relation, said in French."""
    found = comparison(before, after)
    label = heading or str(found.field_label())
    if isinstance(found, ChildRelationComparison):
        return rows_answer(label, found)
    answer = _field_answer(label, found, before, after)
    if is_restricted(type(after), found.field.name):
        return Answer([replace(change, restricted=True) for change in answer.changes])
    return answer


def _field_answer(label: str, comparison: Any, before: Model, after: Model) -> Answer:
    field = comparison.field
    if isinstance(field, TaggableManager) or field.many_to_many:
        return _set_answer(label, comparison.val_a, comparison.val_b)
    if isinstance(field, StreamField):
        return stream_answer(label, comparison)
    return _value_answer(label, field, before, after) if comparison.has_changed() else Answer([])


def _set_answer(label: str, before: Any, after: Any) -> Answer:
    gone, come = [str(item) for item in before], [str(item) for item in after]
    if set(gone) == set(come):  # terms have their own order
        return Answer([])
    kept = [text for text in come if text in gone]
    marked = (
        (Mark.SAME, kept),
        (Mark.REMOVED, [text for text in gone if text not in kept]),
        (Mark.ADDED, [text for text in come if text not in kept]),
    )
    words = [Piece(mark, ", ".join(texts)) for mark, texts in marked if texts]
    sentence = f"{label}\u00a0: {set_changed(gone, come)}"
    return Answer([Change(label, sentence, [Part("", words)], quotes=True)], sentence)


def _value_answer(label: str, field: Any, before: Model, after: Model) -> Answer:
    texts = [_text(field, version) for version in (before, after)]
    prose = isinstance(field, CharField | TextField) and not field.choices
    quotable = not isinstance(field, RichTextField) and all(len(text) <= SHORT and "\n" not in text for text in texts)
    happened = replaced(*texts) if quotable else rewritten(*texts)
    words = words_compared(*texts) if prose else values_compared(*texts)
    sentence = f"{label}\u00a0: {happened}"
    change = Change(label, sentence, [Part("", words)], quotes=quotable and not prose)
    return Answer([change], _public(label, field, texts, prose) if field.name not in UNPUBLISHED else "")


def _text(field: Any, version: Model) -> str:
    value = field.value_from_object(version)
    return plain(value or "") if isinstance(field, RichTextField) else said(field, version, value)


def _public(label: str, field: Any, texts: Sequence[str], prose: bool) -> str:
    """Values are told only when they are those of a closed list: what somebody wrote may have to be forgotten."""
    model: Any = field.related_model
    closed = isinstance(field, ForeignKey) and issubclass(model, Term | LocalAuthority)
    if field.choices or closed:
        return f"{label}\u00a0: {replaced(*texts)}"
    if prose:
        return f"{label}\u00a0: {rewritten(*texts)}"
    return f"{label}\u00a0: {'modification' if all(texts) else 'ajout' if texts[1] else 'retrait'}"
