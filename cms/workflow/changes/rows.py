"""What happened to the rows of a page, one at a time; both versions are matched by Wagtail, by key then by likeness."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import ForeignKey, Model, prefetch_related_objects
from django.utils.text import capfirst

from cms.members.restricted import is_restricted
from cms.workflow.changes.change import Answer, Change, Part
from cms.workflow.changes.wording import quoted, said, tally, words_compared


class Pair(NamedTuple):
    """The same row before and after; None on the side where it is not. `fields` are those that the editor shows."""

    before: Model | None
    after: Model | None
    fields: Sequence[Any]

    @property
    def row(self) -> Model:
        return self.after or self.before  # type: ignore[return-value]  # one of them is there

    def changed(self) -> list[Any]:
        if self.before is None or self.after is None:
            return list(self.fields)
        return [f for f in self.fields if f.value_from_object(self.before) != f.value_from_object(self.after)]


def rows_answer(label: str, comparison: Any) -> Answer:
    """`comparison` is Wagtail's `ChildRelationComparison`."""
    children = comparison.get_child_comparisons()
    pairs = [pair for child in children for pair in _pairs(child)]
    touched = [pair for pair in pairs if pair.changed()]
    _load_names(touched)
    restricted = is_restricted(comparison.field.related_model)
    changes = [_row_change(label, pair, restricted) for pair in touched]
    if _moved(pairs):
        changes.append(Change(label, f"{label}\u00a0: ordre modifié", restricted=restricted))
    if restricted or not changes:
        return Answer(changes)
    added, removed = sum(pair.before is None for pair in touched), sum(pair.after is None for pair in touched)
    return Answer(changes, f"{label}\u00a0: {tally(added, removed, len(touched) - added - removed)}")


def _pairs(child: Any) -> Iterator[Pair]:
    """A row of which nothing is left was not modified: one went and another came."""
    fields = [comparison.field for comparison in child.get_field_comparisons()]
    pair = Pair(child.obj_a, child.obj_b, fields)
    if pair.before and pair.after and len(pair.changed()) == len(fields):
        yield Pair(None, pair.after, fields)
        yield Pair(pair.before, None, fields)
    else:
        yield pair


def _load_names(pairs: Sequence[Pair]) -> None:
    """Read what the rows point at, in one query a field, however many rows there are."""
    rows = [row for pair in pairs for row in (pair.before, pair.after) if row is not None]
    if rows:
        keys = [field.name for field in pairs[0].fields if isinstance(field, ForeignKey)]
        prefetch_related_objects(rows, *keys)


def _row_change(label: str, pair: Pair, restricted: bool) -> Change:
    named = quoted([_name(pair)])
    if pair.before is None:
        happened = f"ajout de {named}"
    elif pair.after is None:
        happened = f"retrait de {named}"
    else:
        fields = ", ".join(str(field.verbose_name) for field in pair.changed())
        happened = f"modification de {named} ({fields})"
    return Change(label, f"{label}\u00a0: {happened}", list(_parts(pair)), restricted)


def _parts(pair: Pair) -> Iterator[Part]:
    for field in pair.changed():
        before, after = (_said(field, row) for row in (pair.before, pair.after))
        if before != after:
            yield Part(str(capfirst(field.verbose_name)), words_compared(before, after))


def _said(field: Any, row: Model | None) -> str:
    return said(field, row, field.value_from_object(row)) if row is not None else ""


def _name(pair: Pair) -> str:
    """The first answer of the row, in the order of the editor."""
    answers = (_said(field, pair.row) for field in pair.fields)
    return next(filter(None, answers), "ligne vide")


def _moved(pairs: Sequence[Pair]) -> bool:
    """Rows that stayed are in the order of the new version: their old ranks should still grow."""
    ranks = [getattr(pair.before, "sort_order", None) or 0 for pair in pairs if pair.before and pair.after]
    return any(first > second for first, second in pairwise(ranks))
