"""One report: its three sections, where it is, how it would look, and what is done in one press."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from cms.workflow.permissions import Action, may_from_outside
from cms.workflow.situations import history
from cms.workflow.steps import StepRefused
from concertation_pages.models import ConcertationIndexPage, ReportDraft
from concertation_pages.space import submission
from concertation_pages.space.access import OpenDraft, Space
from concertation_pages.space.checking import Part, parts
from concertation_pages.space.choices import Vocabularies
from concertation_pages.space.drafts import Current, current, is_writable
from concertation_pages.space.pages import done, refused, show
from concertation_pages.space.status import report_of

PERSONAL = {"HTTP_COOKIE", "HTTP_AUTHORIZATION"}


@require_safe
def draft(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    opened = space.open(pk)
    found, page = current(opened.draft), opened.draft.page
    context = {
        "title": opened.title,
        "above": space.above,
        "opened": opened,
        "address": opened.address(),
        "report": report_of(opened.draft, found.sections),
        "sections": sections_of(opened, found),
        "conflicts": found.conflicts,
        "history": history(page, from_outside=True) if page else [],
        "may_edit": is_writable(opened.draft),
        "may_take_back": bool(page) and may_from_outside(Action.WITHDRAW, page),
        "may_submit": submission.may_submit(opened.draft, found.sections),
    }
    return show(request, space, "draft", context)


def sections_of(opened: OpenDraft, found: Current) -> list[tuple[Part, str, Any]]:
    """Each section with its address and its row."""
    return [
        (part, opened.section(part.section), found.sections[part.section.number])
        for part in parts(found.sections, Vocabularies())
    ]


@require_safe
def preview(request: HttpRequest, space: Space, pk: int) -> HttpResponseBase:
    """The report as its public page, made for nobody in particular: no cookie of the reader goes with it."""
    opened = space.open(pk)
    version = submission.version_of(opened.draft, current(opened.draft).sections)
    if not version.path:
        _place(version, opened.draft)
    nobody = HttpRequest()
    nobody.META = {key: value for key, value in request.META.items() if key not in PERSONAL}
    attributes = {"reading_link": opened.address(), "reading_text": "Revenir à la saisie"}
    response: HttpResponseBase = version.make_preview_request(nobody, version.default_preview_mode, attributes)
    response.cookies.clear()
    return response


def _place(version: Page, written: ReportDraft) -> None:
    """Where it would be, had it been submitted."""
    parent = ConcertationIndexPage.objects.live().first()
    if parent is None:
        raise Http404
    version.slug = submission.free_slug(written.commitment.slug, parent)
    version.depth, version.path = parent.depth + 1, Page._get_children_path_interval(parent.path)[1]
    version.set_url_path(parent)


@require_POST
def take_back(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    opened = space.open(pk)
    try:
        submission.take_back(opened.draft)
    except StepRefused as refusal:
        return refused(request, space, refusal.message, opened.address())
    return done(opened.address(), "repris")


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """A report that nobody has read yet."""
    opened = space.open(pk)
    if opened.draft.page is not None:
        raise Http404
    if request.method == "POST":
        ReportDraft.objects.filter(pk=pk, page=None).delete()
        return done(space.home, "supprime")
    context = {"title": "Supprimer ce compte rendu", "above": opened.above, "opened": opened}
    return show(request, space, "delete", context | {"address": opened.address()})
