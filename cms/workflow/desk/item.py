"""`/admin/relecture/<page>/`: one version under review, what changed in it, what is found in it, and the decision."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import COMMENTS_RELATION_NAME, Page, TaskState

from cms.core.page_cache import PRIVATE
from cms.members.roles import STAFF, has_role
from cms.workflow import steps
from cms.workflow.changes import RESTRICTED, changes_between
from cms.workflow.checks import findings_of
from cms.workflow.desk import item_sections_of
from cms.workflow.desk.base import PageView
from cms.workflow.desk.forms import APPROVE, ASK_CHANGES, DecisionForm
from cms.workflow.desk.history import history_of
from cms.workflow.desk.items import Item, item_of
from cms.workflow.models import Claim, last_publication
from cms.workflow.permissions import Action, in_review, may, state_of
from cms.workflow.steps import StepRefused

RECENT = 5
"""Steps shown here; the history has them all."""


class ItemView(PageView):
    """Anybody of the admin reads it; `steps` says who may decide."""

    page_title = "Version à relire"
    template_name = "workflow/admin/desk_item.html"
    form: DecisionForm | None = None

    @cached_property
    def task_state(self) -> TaskState | None:
        return in_review(self.page)

    @cached_property
    def item(self) -> Item | None:
        return item_of(self.page, self.request.user)

    @cached_property
    def version(self) -> Any:
        """The page as it was submitted."""
        return self.task_state.revision.as_object() if self.task_state and self.task_state.revision else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        context = {
            **super().get_context_data(**kwargs),
            "item": self.item,
            "steps": history_of(self.page, RECENT),
            "sections": list(item_sections_of(self.request, self.page)),
            "may_take_offline": may(user, Action.TAKE_OFFLINE, self.page),
        }
        if self.version is None:
            return {**context, "state": state_of(self.page).label}
        return {**context, **self._reading()}

    def _reading(self) -> dict[str, Any]:
        """What there is to read of a version under review."""
        user, findings = self.request.user, findings_of(self.version)
        online = last_publication(self.page)
        return {
            "version": self.version,
            "changes": changes_between(online.version if online else None, self.version),
            "restricted_label": RESTRICTED,
            "findings": findings,
            "blocked": any(finding.blocking for finding in findings),
            "comments": _open_comments(self.page),
            "may_decide": may(user, Action.APPROVE, self.page),
            "may_withdraw": may(user, Action.WITHDRAW, self.page),
            "may_edit": self.page.permissions_for_user(user).can_edit(),
            "form": self.form or DecisionForm(initial={"task_state": self.task_state.pk}),  # type: ignore[union-attr]
            "mine": bool(self.item and self.item.claimed_by == user),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = DecisionForm(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        decided = self.form.cleaned_data
        read = get_object_or_404(TaskState.objects.for_instance(self.page), pk=decided["task_state"])
        try:
            done = _decide(read, request.user, decided["decision"], decided["comment"])
        except StepRefused as refusal:
            messages.error(request, refusal.message)
            return redirect("workflow_desk:item", self.page.pk)
        messages.success(request, f"«\u00a0{self.page.get_admin_display_title()}\u00a0»\u00a0: {done}")
        return redirect("workflow_desk:index")


def _decide(task_state: TaskState, user: Any, decision: str, comment: str) -> str:
    """Take the step; what to say of it. Raises StepRefused."""
    if decision == APPROVE:
        steps.approve(task_state, user, comment)
        return "vous avez approuvé cette version."
    if decision == ASK_CHANGES:
        steps.ask_changes(task_state, user, comment)
        return "des modifications sont demandées à son auteur."
    steps.refuse(task_state, user, comment)
    return "vous avez refusé cette version\u00a0; le brouillon reste."


def _open_comments(page: Any) -> Any:
    """Remarks that the editors left in Wagtail's editor and that nobody has closed, with their replies."""
    comments = getattr(page, COMMENTS_RELATION_NAME).filter(resolved_at=None)
    return comments.select_related("user").prefetch_related("replies__user")


@require_POST
def claim(request: HttpRequest, page_id: int) -> HttpResponse:
    """« Je m’en charge » and « Je laisse »: a sign to the others."""
    page = get_object_or_404(Page, pk=page_id).specific
    task_state = in_review(page)
    user: Any = request.user
    if task_state is None or not may(user, Action.APPROVE, page):
        messages.error(request, "Vous n’avez pas cette version à relire.")
    elif "leave" in request.POST:
        Claim.objects.filter(task_state=task_state, user=user).delete()
    else:
        held, _ = Claim.objects.get_or_create(task_state=task_state, defaults={"user": user})
        if held.user_id != user.pk:
            messages.warning(request, f"{held.user} s’en charge déjà.")
    if request.POST.get("next") == "desk":
        return redirect("workflow_desk:index")
    return redirect("workflow_desk:item", page.pk)


@require_POST
def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    """« Retirer de la relecture », for who wrote the version."""
    page = get_object_or_404(Page, pk=page_id).specific
    try:
        steps.withdraw(page, request.user)
    except StepRefused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "La version n’est plus en relecture\u00a0: vous pouvez la reprendre.")
    return redirect("workflow_desk:item", page.pk)


def preview(request: HttpRequest, page_id: int, mode: str = "") -> HttpResponseBase:
    """The version under review as it would be online, for the public or for members."""
    if not has_role(request.user, *STAFF):
        raise Http404
    task_state = in_review(get_object_or_404(Page, pk=page_id))
    if task_state is None or task_state.revision is None:
        raise Http404("Aucune version de cette page n’est en relecture.")
    version = task_state.revision.as_object()
    if mode not in {name for name, _ in version.preview_modes}:
        raise Http404
    response: HttpResponseBase = version.make_preview_request(request, mode)
    response["Cache-Control"] = PRIVATE
    return response
