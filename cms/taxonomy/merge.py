"""One term, or one keyword, instead of two: every use moves, in the database and in every stored version."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision

from cms.taxonomy.models import MergedTag, Tag, Term
from cms.taxonomy.usage import NEEDED_MESSAGE, content_fields, holders, link, owners, versions
from cms.taxonomy.versions import replace

ACTION = "taxonomy.merge"
VERSIONS_AT_ONCE = 100
"""Bound of the pages held in memory."""


class MergeError(Exception):
    """Why two terms cannot become one, in French, for the editor."""


@dataclass(frozen=True)
class Moved:
    """What a merge changed: contents (pages and rows of registers) and versions of pages."""

    contents: int
    versions: int


def check(source: Any, target: Any) -> None:
    """Raises MergeError. Both must be as the database has them now."""
    if type(source) is not type(target):
        raise MergeError("Deux termes de vocabulaires différents ne se fusionnent pas.")
    if source.pk == target.pk:
        raise MergeError("Un terme ne se fusionne pas avec lui-même.")
    if not isinstance(source, Term):
        return
    if source.is_needed:
        raise MergeError(NEEDED_MESSAGE.format(source))
    for term in (source, target):
        if term.merged_into:
            raise MergeError(f"« {term} » est déjà fusionné dans « {term.merged_into} ».")
    if not target.active:
        raise MergeError(f"« {target} » est retiré de la saisie : remettez-le d’abord, ou choisissez un autre terme.")


@transaction.atomic
def merge(source: Any, target: Any, user: Any = None) -> Moved:
    """Make `target` hold all that `source` held; the address of `source` goes on answering, for `target`.

    A term stays, out of use; a keyword goes. It cannot be undone. Raises MergeError.

    The lock on both rows makes a second merge wait, and a page that is being saved with one of them too; what was
    checked is checked again under it. Rows move by `update()`, which tells nobody: it is the final save of `target`
    that makes the search, which shows it, and every cache take note.
    """
    source, target = _locked(source, target)
    check(source, target)
    held = owners(source)
    pages = list(Page.objects.filter(pk__in=held[Page].values("pk")).specific(defer=True)) if Page in held else []
    others = sum(rows.count() for model, rows in held.items() if model is not Page)
    moved = Moved(len(pages) + others, _move_versions(versions(source), source, target))
    for field in holders(type(source)):
        _move_rows(field, source, target)
    _drop_repeats(target)
    ReferenceIndex.get_references_to(source).update(to_object_id=str(target.pk))
    _retire(source, target)
    target.save()
    _tell([target, *pages, *([source] if isinstance(source, Term) else [])], source, target, moved, user)
    return moved


def _locked(source: Any, target: Any) -> tuple[Any, Any]:
    """Both rows as they are now, locked in the order of their keys so that two merges never wait for each other."""
    rows = [
        type(wanted)._default_manager.select_for_update().filter(pk=wanted.pk).first()
        for wanted in sorted((source, target), key=lambda wanted: (wanted._meta.label, wanted.pk))
    ]
    if None in rows:
        raise MergeError("L’un des deux n’existe plus : quelqu’un vient peut-être de le fusionner.")
    found = {(type(row), row.pk): row for row in rows}
    return found[type(source), source.pk], found[type(target), target.pk]


def _move_rows(field: Any, source: Any, target: Any) -> None:
    """A row that would come to say the same thing twice goes instead."""
    held = link(field)
    for others in _unique_beside(held.table, held.held):
        same = held.rows(target).filter(**{name: OuterRef(name) for name in others})
        held.rows(source).filter(Exists(same)).delete()
    held.rows(source).update(**{held.held: target})


def _unique_beside(table: Any, name: str) -> Iterable[list[str]]:
    """For each uniqueness rule that counts this column, the other columns."""
    rules = [
        *table._meta.unique_together,
        *(constraint.fields for constraint in table._meta.total_unique_constraints),
    ]
    return [[other for other in rule if other != name] for rule in rules if name in rule]


def _drop_repeats(target: Any) -> None:
    """Where a page class says that a list never repeats its main term, take it out of the list."""
    for field in content_fields(type(target)):
        main = getattr(field.model, "secondary_terms", {}).get(field.name)
        if main:
            repeating = field.model._base_manager.filter(**{main: target})
            held = link(field)
            held.rows(target).filter(**{f"{held.owner}__in": repeating}).delete()


def _move_versions(stored: QuerySet[Revision], source: Any, target: Any) -> int:
    """Listed again until none is left: an editor may have saved one meanwhile. Their dates and authors stay."""
    fields = content_fields(type(source))
    done: set[int] = set()
    while keys := sorted(set(stored.values_list("pk", flat=True)) - done):
        for batch in batched(keys):
            found = list(Revision.objects.select_for_update().filter(pk__in=batch))
            for version in found:
                replace(version, fields, source.pk, target.pk)
            Revision.objects.bulk_update(found, ["content"])
        done.update(keys)
    return len(done)


def batched(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), VERSIONS_AT_ONCE):
        yield keys[start : start + VERSIONS_AT_ONCE]


def _retire(source: Any, target: Any) -> None:
    if isinstance(source, Tag):
        MergedTag.objects.create(slug=source.slug, tag=target)
        source.delete()
    else:
        source.active, source.merged_into = False, target
        source.save()


def _tell(told: Iterable[Model], source: Any, target: Any, moved: Moved, user: Any) -> None:
    """An entry in the history of each term and of each page."""
    data = {
        "before": {"label": str(source), "slug": source.slug},
        "after": {"label": str(target), "slug": target.slug},
        "contents": moved.contents,
        "versions": moved.versions,
    }
    for instance in told:
        log(instance=instance, action=ACTION, user=user, data=data)
