"""What changed between two versions of a page, in plain French.

Wagtail says what to compare and pairs rows and blocks: the panels of the editor hold its comparisons. Here they are
put in words, for the desk, the mails and the public history.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from taggit.managers import TaggableManager
from wagtail.admin.panels.group import PanelGroup
from wagtail.models import Page

from cms.workflow.changes.change import RESTRICTED, Answer, Change, Mark, Part, Piece, changed_labels
from cms.workflow.changes.fields import Comparison, compared

__all__ = [
    "FIRST",
    "NEW",
    "RESTRICTED",
    "Change",
    "Difference",
    "Mark",
    "Part",
    "Piece",
    "changed_labels",
    "changes_between",
    "changes_by_field",
    "difference_between",
    "difference_since",
]

NEW = "Nouvelle page"
FIRST = "Première publication"


@dataclass(frozen=True)
class Difference:
    """What one comparison says: every change, and the sentences of the public history, which hold nothing restricted
    and no words that somebody wrote.
    """

    changes: Sequence[Change]
    public: Sequence[str]


def changes_between(before: Page | None, after: Page) -> list[Change]:
    """Every change, in the order of the editor. Without `before`, everything that the page says is new.

    A constant number of queries, whatever the number of rows.
    """
    changes = list(difference_between(before, after).changes)
    return changes if before is not None else [Change(NEW, f"{NEW}\u00a0: rien n’a encore été publié"), *changes]


def difference_between(before: Page | None, after: Page) -> Difference:
    answers = list(_answers(before, after))
    public = [answer.public for answer in answers if answer.public]
    changes = [change for answer in answers for change in answer.changes]
    return Difference(changes, public or ["Révision sans changement visible"])


def difference_since(base: Any, revision: Any) -> Difference:
    """Of a version with an older one, both as revisions. The words are compared once for each object of the version:
    all that one step writes tells the same.
    """
    known: dict[int, Difference] = vars(revision).setdefault("_differences", {})
    if base.pk not in known:
        known[base.pk] = difference_between(base.as_object(), revision.as_object())
    return known[base.pk]


def changes_by_field(before: Page, after: Page) -> list[tuple[str, list[Change]]]:
    """The same, under the key that each field or relation has in the content of a revision."""
    model: Any = type(after)
    _load_tags(before, after)
    editor = model.get_edit_handler().get_bound_panel(instance=after, request=None, form=None, prefix="")
    return [
        (_key_of(comparison(before, after).field), list(compared(heading, comparison, before, after).changes))
        for heading, comparison in _comparisons(editor)
    ]


def _key_of(field: Any) -> str:
    if isinstance(field, TaggableManager):
        return str(field.through._meta.get_field("content_object").remote_field.get_accessor_name())
    return str(field.get_accessor_name() if field.auto_created else field.name)


def _answers(before: Page | None, after: Page) -> Iterator[Answer]:
    model: Any = type(after)
    old = before if before is not None else model()
    _load_tags(old, after)
    editor = model.get_edit_handler().get_bound_panel(instance=after, request=None, form=None, prefix="")
    for heading, comparison in _comparisons(editor):
        yield compared(heading, comparison, old, after)


def _comparisons(panel: Any) -> Iterator[tuple[str, Comparison]]:
    """The panels that hold a field or rows, with the name that the editor gives them, if any."""
    if isinstance(panel, PanelGroup.BoundPanel):
        for child in panel.children:
            yield from _comparisons(child)
    else:
        for comparison in panel.get_comparison():
            yield str(panel.heading), comparison


def _load_tags(*pages: Page) -> None:
    """Read the keywords of both versions at once: taggit reads each through its link."""
    for field in type(pages[-1])._meta.get_fields():
        if isinstance(field, TaggableManager):
            relation = field.through._meta.get_field("content_object").remote_field.get_accessor_name()
            links = [link for page in pages for link in getattr(page, relation).get_object_list()]
            prefetch_related_objects(links, "tag")
