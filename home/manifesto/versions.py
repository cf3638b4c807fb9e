"""The versions of a text made of several pages: what went online on one day makes one version."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from cms.workflow.changes import Change, Mark, Part, Piece, changes_by_field
from cms.workflow.editions import Edition, editions
from home.models.withheld import WithheldVersion

MOST_MARKS = 12
"""Runs of words gone or come that one text still shows one by one; beyond, the two texts are shown whole."""


@dataclass(frozen=True)
class Version:
    """`name`: what the text calls this version, if anything; `texts`: the pages that changed, what is said of each."""

    day: datetime.date
    name: str
    texts: Sequence[tuple[Any, Sequence[str]]]


@dataclass(frozen=True)
class Rewriting:
    """One page, from the version before to this one; from the first of the day to the last when none is older.

    `kept` is false when one of the two texts was purged since, or withheld.
    """

    page: Any
    first: bool
    kept: bool
    changes: Sequence[Change]


def versions_of(pages: Sequence[Any]) -> list[Version]:
    """Latest first. `pages` are public, the one that gives its name to a version first."""
    told = editions([page.pk for page in pages])
    names = [(edition.day, edition.name) for edition in told if edition.page == pages[0].pk]
    found = []
    for day, group in groupby(told, key=lambda edition: edition.day):
        own = list(group)
        texts = [(page, _sentences(page, own)) for page in pages]
        name = next((name for named_on, name in names if named_on <= day), "")
        found.append(Version(day, name, [(page, said) for page, said in texts if said]))
    return found


def _sentences(page: Any, told: Sequence[Edition]) -> list[str]:
    """In the order in which they became true, each once."""
    return list(dict.fromkeys(said for edition in told[::-1] if edition.page == page.pk for said in edition.changes))


def rewritings(pages: Sequence[Any], day: datetime.date) -> list[Rewriting]:
    """What this day changed, in the order of the pages; nothing when no version is of this day."""
    told = editions([page.pk for page in pages])
    steps = [(page, *_around(page, told, day)) for page in pages]
    withheld = set(WithheldVersion.objects.filter(page__in=[page.pk for page in pages]).values_list("page", "day"))
    asked = [edition for _, *both in steps for edition in both if edition]
    read = [edition.revision for edition in asked if (edition.page, edition.day) not in withheld]
    revisions = Revision.objects.in_bulk([key for key in read if key])
    return [_rewriting(page, before, after, revisions) for page, before, after in steps if after]


def _around(page: Any, told: Sequence[Edition], day: datetime.date) -> tuple[Edition | None, Edition | None]:
    """The last edition before this day, or else the first of several of this day; and the last one of this day."""
    own = [edition for edition in told if edition.page == page.pk]
    of_day = [edition for edition in own if edition.day == day]
    before = next((edition for edition in own if edition.day < day), None)
    if before is None and len(of_day) > 1:
        before = of_day[-1]
    return before, next(iter(of_day), None)


def _rewriting(page: Any, before: Edition | None, after: Edition, revisions: dict[int, Revision]) -> Rewriting:
    if before is None:
        return Rewriting(page, first=True, kept=True, changes=[])
    first = before.day == after.day
    both = [revisions.get(edition.revision or 0) for edition in (before, after)]
    if not all(both):
        return Rewriting(page, first=first, kept=False, changes=[])
    old, new = (_text(page, revision.content) for revision in both if revision)
    return Rewriting(page, first=first, kept=True, changes=list(_changes(page, old, new)))


def _text(page: Any, content: dict[str, Any]) -> Any:
    """What a revision holds of the text, and nothing else of the page: it is read without asking the database."""
    nothing: dict[str, list[Any]] = {
        relation.get_accessor_name(): [] for relation in get_all_child_relations(type(page))
    }
    held = {name: value for name, value in content.items() if name in page.text_fields}
    return type(page).from_serializable_data({**nothing, **held, "pk": page.pk}, check_fks=False)


def _changes(page: Any, old: Any, new: Any) -> Iterator[Change]:
    """Of the fields that make the text: an editor also writes for lists and for colleagues."""
    for field, changes in changes_by_field(old, new):
        if field in page.text_fields:
            yield from (replace(change, parts=[_readable(part) for part in change.parts]) for change in changes)


def _readable(part: Part) -> Part:
    if sum(piece.mark is not Mark.SAME for piece in part.pieces) <= MOST_MARKS:
        return part
    older, newer = (
        "".join(piece.text for piece in part.pieces if piece.mark is not other) for other in (Mark.ADDED, Mark.REMOVED)
    )
    return Part(part.label, [Piece(Mark.REMOVED, older), Piece(Mark.ADDED, newer)])
