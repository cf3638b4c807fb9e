"""« Vérifier et envoyer »: everything the report says, what it lacks, and the way to the reviewers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from cms.core.form_errors import FormError, errors_of
from cms.core.licence import LICENCE
from cms.core.rate_limit import allow
from cms.core.views import error_page
from cms.workflow.permissions import in_review
from cms.workflow.steps import StepRefused
from concertation_pages.space import drafts, submission
from concertation_pages.space.access import OpenDraft, Space
from concertation_pages.space.checking import problems, told_unit
from concertation_pages.space.choices import Vocabularies
from concertation_pages.space.draft_views import sections_of
from concertation_pages.space.drafts import Conflict, Current
from concertation_pages.space.pages import done, refused, show
from concertation_pages.space.questionnaire import section_numbered

SUBMISSIONS_PER_HOUR = 20
HOUR = 60 * 60
CHOICE = "choix-"


class SubmissionForm(forms.Form):
    """What is agreed by submitting."""

    licence = forms.BooleanField(
        label=f"Nous acceptons que ce compte rendu soit publié sous {LICENCE} : chacun peut le réutiliser en citant sa "
        "source.",
        error_messages={"required": "Le compte rendu ne peut être envoyé qu’avec votre accord sur sa licence."},
    )
    vu = forms.CharField(widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    opened = space.open(pk)
    if opened.draft.page and in_review(opened.draft.page):
        return done(opened.address(), "deja-envoye")  # the button was pressed twice
    if not drafts.is_writable(opened.draft):
        return refused(request, space, drafts.CLOSED, opened.address())
    found = drafts.current(opened.draft)
    if request.method != "POST":
        return _page(request, opened, found)
    form = SubmissionForm(request.POST)
    errors = [*_blocking(opened, found), *errors_of(form)]
    return _page(request, opened, found, form, errors) if errors else _submit(request, opened, form.cleaned_data["vu"])


def _submit(request: HttpRequest, opened: OpenDraft, seen: str) -> HttpResponse:
    if not allow("compte rendu envoyé", str(opened.draft.commitment_id), SUBMISSIONS_PER_HOUR, HOUR):
        return error_page(request, 429)
    try:
        submission.submit(opened.draft, seen)
    except StepRefused as refusal:
        now = opened.space.open(opened.draft.pk)
        return _page(request, now, drafts.current(now.draft), errors=[FormError(refusal.message)])
    return done(opened.address(), "envoye")


def _page(
    request: HttpRequest,
    opened: OpenDraft,
    found: Current,
    form: SubmissionForm | None = None,
    errors: Sequence[FormError] = (),
) -> HttpResponse:
    context = {
        "title": "Vérifier et envoyer",
        "above": opened.above,
        "opened": opened,
        "address": opened.address(),
        "sections": sections_of(opened, found),
        "conflicts": told_conflicts(found.conflicts),
        "problems": _blocking(opened, found),
        "form": form or SubmissionForm(initial={"vu": submission.stamp(found.sections)}),
        "errors": errors,
        "may_submit": submission.may_submit(opened.draft, found.sections),
        "unnamed": _unnamed(found),
    }
    return show(request, opened.space, "check", context, 422 if errors else 200)


def _blocking(opened: OpenDraft, found: Current) -> list[FormError]:
    """Each with the place where it is mended."""
    return [
        FormError(problem.text, url=opened.address(f"partie-{problem.section}/#{problem.anchor}"))
        for problem in problems(found.sections, Vocabularies())
    ]


def _unnamed(found: Current) -> int:
    """How many speakers are named without their agreement."""
    speakers = found.sections[1].answers.get("speakers", [])
    return sum(1 for row in speakers if row.get("name") and not row.get("agreed_on") and not row.get("removed"))


def told_conflicts(conflicts: Sequence[Conflict]) -> list[dict[str, Any]]:
    """Both versions of each unit, for whoever chooses; `name` is that of the choice."""
    vocabularies, told = Vocabularies(), []
    for conflict in conflicts:
        section = section_numbered(conflict.number)
        assert section is not None  # noqa: S101  # of a row of a section
        label, mine = told_unit(section, conflict.unit, conflict.mine, vocabularies)
        theirs = told_unit(section, conflict.unit, conflict.theirs, vocabularies)[1]
        name = f"{CHOICE}{conflict.number}/{conflict.unit}"
        told.append({"label": label, "mine": mine, "theirs": theirs, "name": name})
    return told


@require_POST
def choose(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """Which answer stays, where the editors changed the same one."""
    opened = space.open(pk)
    chosen = {
        name.removeprefix(CHOICE): str(value)
        for name, value in request.POST.items()
        if name.startswith(CHOICE) and value in (drafts.MINE, drafts.THEIRS)
    }
    try:
        drafts.choose(opened.draft, chosen)
    except StepRefused as refusal:
        return refused(request, space, refusal.message, opened.address())
    return done(opened.address("verifier/"), "choisi")
