"""From a draft to the review: the page and its new version are made at this moment, in one transaction."""

from itertools import chain, count
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from cms.core.licence import LICENCE
from cms.workflow import steps
from cms.workflow.permissions import in_review
from cms.workflow.steps import StepRefused
from concertation_pages.models import ConcertationIndexPage, ReportDraft, ReportPage, SectionDraft
from concertation_pages.space import page_answers
from concertation_pages.space.checking import problems
from concertation_pages.space.choices import Vocabularies
from concertation_pages.space.drafts import current, has_changes, held, is_ahead, read_version
from concertation_pages.space.journal import SENT, TAKEN_BACK

CHANGED = "Quelqu’un a changé le compte rendu depuis l’affichage de cette page : relisez-le avant de l’envoyer."
CONFLICT = "La rédaction a changé les mêmes réponses que vous : choisissez d’abord celles à garder."
AHEAD = (
    "La rédaction prépare une autre version de ce compte rendu. Vos réponses sont gardées : envoyez-les quand elle "
    "sera en ligne."
)
SAID_OF_SPEAKER = ("name", "profession", "talk")
INCOMPLETE = "Il reste des réponses à corriger."


def stamp(sections: dict[int, SectionDraft]) -> str:
    """What was read, so that what is submitted is what was shown."""
    return ".".join(str(section.version) for _, section in sorted(sections.items()))


def submit(draft: ReportDraft, seen: str) -> None:
    """Ask for a review of this report, once however often it is asked. Raises StepRefused."""
    with transaction.atomic():
        now = held(draft)
        if is_ahead(now):
            raise StepRefused(AHEAD)
        if now.page and in_review(now.page):
            return
        found = current(now, lock=True)
        if found.conflicts:
            raise StepRefused(CONFLICT)
        if stamp(found.sections) != seen:
            raise StepRefused(CHANGED)
        if any(problems(found.sections, Vocabularies())):
            raise StepRefused(INCOMPLETE)
        page = _write(now, found.sections)
        task_state = steps.submit_from_outside(page)
        log(page, SENT, revision=task_state.revision, data={"territory": now.commitment.name, "licence": LICENCE})
        _agree(now, page, found.sections)


def take_back(draft: ReportDraft) -> None:
    """End the review, to change the report. Raises StepRefused."""
    with transaction.atomic():
        now = held(draft)
        if now.page is None:
            raise StepRefused("Ce compte rendu n’est pas en relecture.")
        steps.withdraw_from_outside(now.page)
        log(now.page, TAKEN_BACK, revision=now.page.latest_revision, data={"territory": now.commitment.name})


def may_submit(draft: ReportDraft, sections: dict[int, SectionDraft]) -> bool:
    """A report that is online as it is written here has nothing to be reviewed."""
    page = draft.page
    return page is None or not page.live or page.has_unpublished_changes or has_changes(sections)


def version_of(draft: ReportDraft, sections: dict[int, SectionDraft]) -> ReportPage:
    """The page as these answers make it, in memory."""
    version: Any = read_version(draft) if draft.page else ReportPage(commitment=draft.commitment)
    answers = {number: public_form(section.answers) for number, section in sections.items()}
    page_answers.write(version, answers, {number: section.seed for number, section in sections.items()})
    version.number_rows()
    version.draft_title = version.title
    version.is_contribution = True
    return version


def public_form(answers: dict[str, Any]) -> dict[str, Any]:
    """Without the names of the speakers whose agreement is not recorded: they go no further than the draft."""
    if "speakers" not in answers:
        return answers
    agreed = [row if row.get("agreed_on") else {**row, "name": ""} for row in answers["speakers"]]
    return answers | {"speakers": [row for row in agreed if any(row.get(name) for name in SAID_OF_SPEAKER)]}


def _write(draft: ReportDraft, sections: dict[int, SectionDraft]) -> ReportPage:
    page = version_of(draft, sections)
    if draft.page is None:
        _add(draft, page)
    page.save_revision(user=None, log_action=True, clean=False)
    return page


def _add(draft: ReportDraft, page: ReportPage) -> None:
    parent: Any = ConcertationIndexPage.objects.live().first()
    if parent is None:
        raise StepRefused("Le site ne reçoit pas de compte rendu en ce moment.")
    parent = ConcertationIndexPage.objects.select_for_update(of=("self",)).get(pk=parent.pk)
    page.live, page.slug = False, free_slug(draft.commitment.slug, parent)
    parent.add_child(instance=page)


def free_slug(base: str, parent: Page) -> str:
    """That of the territory, with a number from its second report on."""
    candidates = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(slug for slug in candidates if Page._slug_is_available(slug, parent))


def _agree(draft: ReportDraft, page: ReportPage, sections: dict[int, SectionDraft]) -> None:
    """Draft and page say the same from now on."""
    saved = ReportPage.objects.get(pk=page.pk)
    known = {number: public_form(section.answers) for number, section in sections.items()}
    version: Any = saved.get_latest_revision_as_object()
    answers = page_answers.read(version, known)
    for number, row in sections.items():
        row.answers = row.seed = answers[number]
        row.version += 1
        row.save()
    draft.page, draft.title, draft.base_revision = saved, version.title, saved.latest_revision_id
    draft.submitted_at = timezone.now()
    draft.save()
