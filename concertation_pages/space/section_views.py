"""A section of a report: the whole form, which needs no script, and one answer at a time for the script that saves."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cms.core.form_errors import FormError
from cms.workflow.steps import StepRefused
from concertation_pages.models import SectionDraft
from concertation_pages.space import drafts, gestures
from concertation_pages.space.access import OpenDraft, Space
from concertation_pages.space.check_views import CHOICE, told_conflicts
from concertation_pages.space.checking import section_problems, told_unit
from concertation_pages.space.choices import Vocabularies
from concertation_pages.space.merging import NOTHING, Digests, Units, digest, digests, units
from concertation_pages.space.pages import done, refused, show
from concertation_pages.space.questionnaire import SECTIONS, section_numbered
from concertation_pages.space.questions import Section
from concertation_pages.space.section_form import SectionForm

NEXT = "suite"
"""Name of the button that saves and goes on."""


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, space: Space, pk: int, number: int) -> HttpResponse:
    opened, asked = space.open(pk), _asked(number)
    if not drafts.is_writable(opened.draft):
        return redirect(opened.address())
    if request.method == "POST":
        return _save(request, opened, asked)
    row = drafts.current(opened.draft).sections[number]
    return _show(request, opened, row, SectionForm(asked, row.answers))


def _save(request: HttpRequest, opened: OpenDraft, asked: Section) -> HttpResponse:
    """What is well formed is kept, whatever is wrong elsewhere."""
    before = drafts.current(opened.draft).sections[asked.number]
    form, gesture = SectionForm(asked, before.answers, request.POST), gestures.asked(request.POST.get("geste", ""))
    read, given = _base(request), form.units()
    mine = gestures.apply(gesture, given) if gesture and not form.errors else given
    mine = {unit: value for unit, value in mine.items() if request.POST.get(_choice(asked, unit)) != drafts.THEIRS}
    try:
        saved = drafts.save(opened.draft, asked.number, mine, read, opened.space.referent)
    except StepRefused as refusal:
        return refused(request, opened.space, refusal.message, opened.address())
    wrong = form.errors if gesture else [*form.errors, *_incoherent(opened, asked.number)]
    if saved.conflicts or wrong:
        base = _read_now(read, given, saved, asked)
        told = told_conflicts(saved.conflicts)
        return _show(request, opened, saved.section, form, errors=wrong, conflicts=told, base=base)
    here = opened.section(asked)
    if gesture:
        return done(here, *gesture.after)
    return done(_following(opened, asked) if NEXT in request.POST else here, "enregistre")


def _choice(asked: Section, unit: str) -> str:
    return f"{CHOICE}{asked.number}/{unit}"


def _read_now(read: Digests, mine: Units, saved: drafts.Saved, asked: Section) -> Digests:
    """What the page shown again was read from: what was kept, and the other version of what is to be chosen. What
    others changed beside it is not shown, so it is not read.
    """
    now, told = digests(units(asked, saved.section.answers)), {conflict.unit for conflict in saved.conflicts}
    shown = {unit for unit, value in mine.items() if digest(value) == now.get(unit, NOTHING)}
    return read | {unit: now.get(unit, NOTHING) for unit in shown | told}


def _incoherent(opened: OpenDraft, number: int) -> list[FormError]:
    found = section_problems(number, drafts.current(opened.draft).sections, Vocabularies())
    return [FormError(problem.text, problem.anchor) for problem in found]


def _following(opened: OpenDraft, asked: Section) -> str:
    following = section_numbered(asked.number + 1)
    return opened.section(following) if following else opened.address("verifier/")


def _show(request: HttpRequest, opened: OpenDraft, row: SectionDraft, form: SectionForm, **wrong: Any) -> HttpResponse:
    context = {
        "title": form.section.title,
        "above": opened.above,
        "opened": opened,
        "address": opened.address(),
        "section": form.section,
        "sections": [(one, opened.section(one)) for one in SECTIONS],
        "form": form,
        "row": row,
        **wrong,
    }
    context["base"] = json.dumps(wrong.get("base") or digests(units(form.section, row.answers)))
    status = 409 if wrong.get("conflicts") else 422 if wrong else 200
    return show(request, opened.space, "section", context, status)


@require_POST
def answer(request: HttpRequest, space: Space, pk: int, number: int) -> JsonResponse:
    """One unit, as JSON: the moment it was saved at and its digest; or its errors (422); or what somebody else answered
    meanwhile (409).
    """
    opened, asked, unit = space.open(pk), _asked(number), request.POST.get("unite", "")
    if unit.partition(":")[0] not in {one.name for one in asked.asked}:
        raise Http404
    form = SectionForm(asked, drafts.current(opened.draft).sections[number].answers, request.POST, only=unit)
    if form.errors:
        return JsonResponse({"erreurs": [error.text for error in form.errors]}, status=422)
    mine = {name: value for name, value in form.units().items() if name == unit}
    try:
        saved = drafts.save(opened.draft, number, mine, _base(request), space.referent)
    except StepRefused as refusal:
        return JsonResponse({"erreurs": [refusal.message]}, status=423)
    held = units(asked, saved.section.answers).get(unit)
    if saved.conflicts:
        theirs = told_unit(asked, unit, held, Vocabularies())[1]
        return JsonResponse({"autre": theirs, "empreinte": digest(held)}, status=409)
    return JsonResponse({"a": f"{timezone.localtime():%H:%M}", "empreinte": digest(held)})


def _asked(number: int) -> Section:
    found = section_numbered(number)
    if found is None:
        raise Http404
    return found


def _base(request: HttpRequest) -> Digests:
    """The digests of what was read; of a form that lost them, none: nothing that others wrote is overwritten."""
    try:
        found = json.loads(request.POST.get("base", ""))
    except ValueError:
        return {}
    return {str(unit): str(value) for unit, value in found.items()} if isinstance(found, dict) else {}
