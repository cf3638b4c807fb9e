"""What the person asked for an opinion sees, behind the signed link: the question, the version, what he answered."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from cms.core.form_errors import errors_of
from cms.members import links, personal_data
from cms.members.link_views import page_of
from cms.members.links import LinkRefused, SignedLink
from cms.workflow.models import Opinion, OpinionRequest
from cms.workflow.opinions import service as opinions
from cms.workflow.opinions.forms import OpinionForm

VERSION = "version/"
PERSONAL = {"HTTP_COOKIE", "HTTP_AUTHORIZATION"}


def connect() -> None:
    links.register(opinions.PURPOSE, review, opinions.check, answers_used=True)
    personal_data.register("Avis demandés par lien", opinions.export, opinions.erase, opinions.forget)


def review(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """`rest`: « » is the question, « version/ » the page as it would be online."""
    asked = OpinionRequest.objects.select_related("page", "revision", "requested_by", "link").get(pk=link.object_id)
    if rest not in {"", VERSION}:
        raise Http404
    if asked.answered_at:
        return render(request, "pages/workflow/opinion_given.html", {"asked": asked, "title": "Votre avis"})
    if rest == VERSION:
        return _version(request, asked)
    return _question(request, link, asked)


def _question(request: HttpRequest, link: SignedLink, asked: OpinionRequest) -> HttpResponseBase:
    page = asked.revision.as_object()  # type: ignore[union-attr]  # the check of the link says there is one
    form = OpinionForm(page, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            opinions.answer(link, Opinion(form.cleaned_data["opinion"]), form.cleaned_data["comment"], form.remarks())
        except LinkRefused:
            asked.refresh_from_db()
            if not asked.answered_at:
                raise
        return redirect(page_of(link))
    context = {
        "asked": asked,
        "version": page,
        "version_url": f"{page_of(link)}{VERSION}",
        "form": form,
        "errors": errors_of(form) if form.is_bound else [],
        "title": f"Votre avis sur « {page.title} »",
    }
    return render(request, "pages/workflow/opinion_question.html", context, status=422 if form.is_bound else 200)


def _version(request: HttpRequest, asked: OpinionRequest) -> HttpResponse:
    """The revision as its public page, made for nobody in particular: no cookie of the reader goes with it.

    `reading_link` puts above it what it is, and the way back to the question (`components/proposed_version.html`).
    """
    page = asked.revision.as_object()  # type: ignore[union-attr]
    nobody = HttpRequest()
    nobody.META = {key: value for key, value in request.META.items() if key not in PERSONAL}
    response: HttpResponse = page.make_preview_request(
        nobody,
        page.default_preview_mode,
        {"reading_link": page_of(asked.link)},  # type: ignore[arg-type]
    )
    response.cookies.clear()
    return response
