"""Two versions of a page put together, field by field."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Field
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME as COMMENTS
from wagtail.models import Page, Revision

from cms.workflow.changes import Change, Mark, Piece, changes_by_field
from cms.workflow.models import SetAside
from cms.workflow.permissions import Action, may
from cms.workflow.steps import StepRefused

OWN = frozenset({"pk", "sort_order", "page"})
"""What the site itself gives to a row."""
MINE, THEIRS = "mienne", "autre"


class Text(NamedTuple):
    """One answer as one side has it: the words it shares with the other, and its own."""

    label: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Difference:
    """A field where the two versions say something else. `proposed` is the side that alone changed it, else empty."""

    key: str
    label: str
    changes: Sequence[Change]
    proposed: str

    @property
    def mine(self) -> list[Text]:
        return self._texts(Mark.REMOVED)

    @property
    def theirs(self) -> list[Text]:
        return self._texts(Mark.ADDED)

    def _texts(self, absent: Mark) -> list[Text]:
        return [
            Text(part.label, [piece for piece in part.pieces if piece.mark != absent])
            for change in self.changes
            for part in change.parts
        ]


def differences(aside: SetAside, latest: Revision) -> list[Difference]:
    """In the order of the editor; from the other version to mine."""
    page: Any = aside.page.specific
    mine, theirs = page.with_content_json(aside.content), latest.as_object()
    found = changes_by_field(theirs, mine)
    return [
        Difference(key, changes[0].label, changes, _proposed(page, key, aside, latest.content))
        for key, changes in found
        if changes
    ]


def changed_nothing(aside: SetAside) -> bool:
    """Whether its author had only opened the page."""
    if aside.base_content is None:
        return False
    page: Any = aside.page.specific
    old, new = (page.with_content_json(content) for content in (aside.base_content, aside.content))
    return not any(changes for _, changes in changes_by_field(old, new))


def take(aside: SetAside, keys: Collection[str], latest_pk: int, user: Any) -> None:
    """Save a new version: the last one, with these fields as in mine. Raises StepRefused when it is not the last."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=aside.page_id)
        page: Any = Page.objects.get(pk=aside.page_id).specific
        if not may(user, Action.EDIT, page):
            raise StepRefused("Cette page ne peut pas être modifiée pour le moment : votre version reste de côté.")
        latest = page.get_latest_revision()
        if latest.pk != latest_pk:
            raise StepRefused("Une autre version vient d’être enregistrée : la comparaison est refaite.")
        content = {**latest.content, **{key: aside.content[key] for key in keys}}
        content[COMMENTS] = [*latest.content.get(COMMENTS, []), *_new_comments(aside.content)]
        merged = page.with_content_json(content)
        if not page.live:
            merged.save(clean=False)
        merged.save_revision(user=user, log_action=True, clean=False)
        aside.delete()


def _new_comments(content: Mapping[str, Any]) -> list[Any]:
    return [comment for comment in content.get(COMMENTS, []) if not comment.get("pk")]


def _proposed(page: Any, key: str, aside: SetAside, theirs: Mapping[str, Any]) -> str:
    base = aside.base_content
    if base is None:
        return ""
    field = next((child for child in page._meta.get_fields() if child.name == key), None)
    rows = {relation.get_accessor_name() for relation in get_all_child_relations(type(page))}
    start, mine, other = (
        _comparable(content.get(key), field, key in rows) for content in (base, aside.content, theirs)
    )
    if start == other:
        return MINE
    return THEIRS if start == mine else ""


def _comparable(value: Any, field: Field[Any, Any] | Any, is_rows: bool) -> Any:
    """Without what changes by itself: keys and ranks of rows, order of terms, spaces of JSON."""
    if is_rows:
        ordered = sorted(value or [], key=lambda row: row.get("sort_order") or 0)
        return [{name: part for name, part in row.items() if name not in OWN} for row in ordered]
    if isinstance(value, list):
        return sorted(value, key=str)
    if isinstance(value, str) and value[:1] in "[{" and field is not None and field.get_internal_type() == "JSONField":
        return json.loads(value)
    return value
