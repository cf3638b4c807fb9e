"""Reports being written: begun once, saved section by section, in step with what the editors change on the page."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.workflow.models import Publication
from cms.workflow.permissions import Action, may_from_outside
from cms.workflow.steps import StepRefused
from concertation_pages.models import Commitment, Referent, ReportDraft, ReportPage, SectionDraft
from concertation_pages.space import page_answers
from concertation_pages.space.fields import to_json
from concertation_pages.space.merging import EMPTY, Digests, Units, answers_of, digests, merge, units
from concertation_pages.space.questionnaire import SECTIONS, section_numbered

CLOSED = "Ce compte rendu est en relecture : reprenez-le pour le modifier."


@dataclass(frozen=True)
class Conflict:
    """A unit that the territory and the editors both changed, and not alike."""

    number: int
    unit: str
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Current:
    """The sections as they are now: what the editors changed, and the territory did not, is theirs."""

    sections: dict[int, SectionDraft]
    conflicts: Sequence[Conflict] = ()


def begin(commitment: Commitment, token: uuid.UUID) -> ReportDraft:
    """A new report, which knows what the commitment says. The same form sent ten times makes one."""
    with transaction.atomic():
        Commitment.objects.select_for_update().get(pk=commitment.pk)
        draft, is_new = ReportDraft.objects.get_or_create(
            token=token, defaults={"commitment": commitment, "title": commitment.name}
        )
        if draft.commitment_id != commitment.pk:
            raise StepRefused("Cette page n’est plus à jour : rouvrez-la.")
        if is_new:
            _add_sections(draft, {1: _known(commitment)}, {})
    return draft


def begin_change(page: ReportPage) -> ReportDraft:
    """The draft in which the territory changes a report that has none yet: one that was loaded from documents."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        draft, is_new = ReportDraft.objects.get_or_create(page=page, defaults={"commitment": page.commitment})
        if is_new:
            found = page_answers.read(read_version(draft), {})
            draft.title, draft.base_revision = page.title, read_revision(draft)
            draft.save()
            _add_sections(draft, found, found)
    return draft


def read_version(draft: ReportDraft) -> Any:
    """A new object of its page as the territory may read it: what anybody has read, until it sends its own version."""
    page: Any = draft.page
    found = ReportPage.objects.get(pk=page.pk)
    return found.get_latest_revision_as_object() if draft.submitted_at else found


def read_revision(draft: ReportDraft) -> int | None:
    """Which revision that is."""
    page: Any = draft.page
    if draft.submitted_at:
        found: int | None = page.latest_revision_id
        return found
    return Publication.objects.filter(page=page.pk).values_list("revision_key", flat=True).first()


def is_ahead(draft: ReportDraft) -> bool:
    """Whether staff are writing another version, which the territory has not read: sending its own would undo it."""
    online = draft.page and read_revision(draft)
    return bool(online) and online != draft.page.latest_revision_id  # type: ignore[union-attr]


def _known(commitment: Commitment) -> dict[str, Any]:
    found = {
        "title": commitment.name,
        "publics": [public.slug for public in commitment.publics.all()],
        "planned_start": to_json(commitment.expected_start),
        "actual_start": to_json(commitment.started_on),
        "perimeter": commitment.perimeter,
    }
    return {name: value for name, value in found.items() if value not in EMPTY}


def _add_sections(draft: ReportDraft, answers: page_answers.BySection, seed: page_answers.BySection) -> None:
    for section in SECTIONS:
        SectionDraft.objects.create(
            draft=draft,
            number=section.number,
            answers=answers.get(section.number, {}),
            seed=seed.get(section.number, {}),
        )


def is_writable(draft: ReportDraft) -> bool:
    return draft.page is None or may_from_outside(Action.EDIT, draft.page)


def held(draft: ReportDraft) -> ReportDraft:
    """The row under its lock. Its page is read afterwards: joined, PostgreSQL gives it as it was before the wait."""
    return ReportDraft.objects.select_for_update().get(pk=draft.pk)


def current(draft: ReportDraft, *, lock: bool = False) -> Current:
    """Written nowhere: `save` and the submission, which hold the rows, write what they use of it."""
    rows = SectionDraft.objects.filter(draft=draft).select_related("saved_by")
    if lock:
        rows = rows.select_for_update(of=("self",))
    sections = {section.number: section for section in rows.order_by("number")}
    if draft.page is None or read_revision(draft) == draft.base_revision:
        return Current(sections)
    theirs = page_answers.read(read_version(draft), {number: section.seed for number, section in sections.items()})
    conflicts = [found for section in sections.values() for found in _catch_up(section, theirs[section.number])]
    return Current(sections, conflicts)


def _catch_up(row: SectionDraft, page: dict[str, Any]) -> list[Conflict]:
    """Take in what the page says, in memory; what both sides changed stays as the territory wrote it."""
    section = section_numbered(row.number)
    assert section is not None  # noqa: S101  # one row for each section
    seed, mine, theirs = (units(section, answers) for answers in (row.seed, row.answers, page))
    gone = dict.fromkeys((seed | theirs).keys() - mine.keys())
    merged = merge(digests(seed), mine | gone, theirs)
    conflicts = [Conflict(row.number, unit, mine.get(unit), theirs.get(unit)) for unit in merged.conflicts]
    kept = {conflict.unit: conflict.mine for conflict in conflicts}
    row.answers = answers_of(section, _without_none(merged.units | kept))
    row.seed = answers_of(section, _without_none(theirs | {unit: seed.get(unit) for unit in kept}))
    return conflicts


def _without_none(found: Units) -> Units:
    return {unit: value for unit, value in found.items() if value is not None}


@dataclass(frozen=True)
class Saved:
    """`conflicts`: units that somebody else saved meanwhile; what he saved stays, and nothing was written of mine."""

    section: SectionDraft
    conflicts: Sequence[Conflict]


def save(draft: ReportDraft, number: int, mine: Units, base: Digests, referent: Referent) -> Saved:
    """Keep what was answered from the version whose digests are `base`. Raises StepRefused when it may not change."""
    section = section_numbered(number)
    assert section is not None  # noqa: S101  # asked of a section that exists
    with transaction.atomic():
        now = held(draft)
        if not is_writable(now):
            raise StepRefused(CLOSED)
        row = current(now, lock=True).sections[number]
        theirs = units(section, row.answers)
        merged = merge(base, mine, theirs)
        conflicts = [Conflict(number, unit, mine[unit], theirs.get(unit)) for unit in merged.conflicts]
        if list(merged.units.items()) != list(theirs.items()):
            row.answers = answers_of(section, merged.units)
            row.version += 1
            row.saved_at, row.saved_by = timezone.now(), referent
            row.save()
            _keep_title(now, row)
    return Saved(row, conflicts)


def _keep_title(draft: ReportDraft, row: SectionDraft) -> None:
    if row.number == 1 and row.answers.get("title", "") != draft.title:
        draft.title = row.answers.get("title", "")
        draft.save(update_fields=["title"])


def choose(draft: ReportDraft, chosen: dict[str, str]) -> None:
    """Settle conflicts with the editors: `chosen` maps « 2/angles » to « mienne » or « autre »."""
    with transaction.atomic():
        now = held(draft)
        if not is_writable(now):
            raise StepRefused(CLOSED)
        found = current(now, lock=True)
        for conflict in found.conflicts:
            choice = chosen.get(f"{conflict.number}/{conflict.unit}")
            if choice:
                _settle(found.sections[conflict.number], conflict, keep_mine=choice == MINE)
        for row in found.sections.values():
            row.version += 1
            row.save()


MINE, THEIRS = "mienne", "autre"


def _settle(row: SectionDraft, conflict: Conflict, *, keep_mine: bool) -> None:
    section = section_numbered(row.number)
    assert section is not None  # noqa: S101  # one row for each section
    row.seed = answers_of(section, _without_none(units(section, row.seed) | {conflict.unit: conflict.theirs}))
    if not keep_mine:
        row.answers = answers_of(section, _without_none(units(section, row.answers) | {conflict.unit: conflict.theirs}))


def has_changes(sections: dict[int, SectionDraft]) -> bool:
    """Whether the territory wrote something that the page does not say."""
    return any(section.answers != section.seed for section in sections.values())
