"""« Mes contributions », the page that follows one of them, and what is done in one press."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.core.page_cache import PRIVATE
from cms.core.pagination import asked_page, page_view
from cms.workflow import steps
from cms.workflow.freshness import confirm
from cms.workflow.permissions import Action, may
from cms.workflow.situations import history, situation_of
from cms.workflow.steps import StepRefused
from library_pages.contribution import drafts, review
from library_pages.contribution.access import for_contributors, own_fiche
from library_pages.contribution.addresses import above, home
from library_pages.contribution.listing import PER_PAGE, groups
from library_pages.contribution.listing import contributions as contributions_of
from library_pages.contribution.status import EXPLAINED

NO_INDEX = "noindex, nofollow"


@require_safe
@for_contributors
def contributions(request: HttpRequest) -> HttpResponseBase:
    items = contributions_of(request.user)  # type: ignore[arg-type]  # signed in
    count = max(1, -(-len(items) // PER_PAGE))
    number = asked_page(request, count)
    context = {
        "title": "Mes contributions",
        "groups": list(groups(items[(number - 1) * PER_PAGE : number * PER_PAGE])),
        "total": len(items),
        "pages": page_view(lambda page: f"{request.path}?page={page}", number, count),
    }
    return render(request, "pages/contribution/contributions.html", context)


@require_safe
@for_contributors
def contribution(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Where a fiche is, what its reviewers said, what can be done with it."""
    page = own_fiche(request, pk)
    user: Any = request.user
    situation = situation_of(page)
    context = {
        "title": page.draft_title,
        "above": [home()],
        "fiche": page,
        "situation": situation,
        "explained": EXPLAINED[situation.status],
        "history": history(page),
        "questions": list(review.questions(page)),
        "changes": review.changes(page, situation),
        "may_edit": may(user, Action.EDIT, page),
        "may_withdraw": may(user, Action.WITHDRAW, page),
        "may_confirm": may(user, Action.CONFIRM, page),
        "may_delete": drafts.may_delete(user, page),
    }
    return render(request, "pages/contribution/contribution.html", context)


@require_safe
@for_contributors
def preview(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The fiche as it would be online; nobody but its collectivité and the editors sees it."""
    version = drafts.last_version(own_fiche(request, pk))
    response: HttpResponseBase = version.make_preview_request(request, version.default_preview_mode)
    response["Cache-Control"], response["X-Robots-Tag"] = PRIVATE, NO_INDEX
    return response


@require_POST
@for_contributors
def withdraw_from_review(request: HttpRequest, pk: int) -> HttpResponseBase:
    page = own_fiche(request, pk)
    try:
        steps.withdraw(page, request.user)
    except StepRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "La fiche n’est plus en relecture : vous pouvez la modifier.")
    return redirect("contribution", pk)


@require_POST
@for_contributors
def still_right(request: HttpRequest, pk: int) -> HttpResponseBase:
    """« Toujours exact »: one press, the public date changes."""
    page = own_fiche(request, pk)
    if not may(request.user, Action.CONFIRM, page):
        raise Http404
    confirm(page, request.user)
    messages.success(request, "Merci. La fiche porte la date de cette vérification.")
    return redirect("contribution", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def delete_draft(request: HttpRequest, pk: int) -> HttpResponseBase:
    page = own_fiche(request, pk)
    if request.method == "POST":
        try:
            drafts.delete(request.user, page)  # type: ignore[arg-type]  # signed in
        except StepRefused as refused:
            messages.error(request, refused.message)
            return redirect("contribution", pk)
        messages.success(request, "Le brouillon est supprimé.")
        return redirect(reverse("contributions"))
    if not drafts.may_delete(request.user, page):  # type: ignore[arg-type]
        raise Http404
    context = {"title": "Supprimer ce brouillon", "above": above(page), "fiche": page}
    return render(request, "pages/contribution/delete.html", context)
