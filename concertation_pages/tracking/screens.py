"""« Droit de suite » in the admin: points to publish, every row, the history of one."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.members.roles import REDACTION, STAFF, has_role
from cms.workflow.permissions import may_decide_point
from concertation_pages.models import StatusChange, TrackedItem
from concertation_pages.tracking.deciding import PointRefused, accept, refuse
from concertation_pages.tracking.items import followed_rows
from concertation_pages.tracking.reading import followed_statuses, standing
from concertation_pages.tracking.recording import record
from concertation_pages.tracking.staff_forms import ACCEPT, DecisionForm, DocumentedForm, FilterForm
from concertation_pages.tracking.staff_lists import items, waiting_points

TITLE = "Droit de suite"
PER_PAGE = 20


class FollowUpView(WagtailAdminTemplateMixin, TemplateView):
    """Base of the screens: anybody of the admin reads them."""

    page_title = TITLE
    header_icon = "history"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not has_role(request.user, *STAFF):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [{"url": reverse("follow_up"), "label": TITLE}] if self.kwargs else []
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]


class IndexView(FollowUpView):
    """`/admin/droit-de-suite/`: what waits first, then every row, which the address narrows."""

    template_name = "concertation_pages/admin/follow_up.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = FilterForm(self.request.GET, statuses=followed_statuses())
        chosen = form.cleaned_data if form.is_valid() else {}
        listed = Paginator(items(chosen), PER_PAGE).get_page(self.request.GET.get("p"))
        asked = self.request.GET.copy()
        asked.pop("p", None)
        return {
            **super().get_context_data(**kwargs),
            "points": waiting_points()[:PER_PAGE],
            "waiting": waiting_points().count(),
            "filters": form,
            "listed": listed,
            "conditions": asked.urlencode(),
        }


class ItemView(FollowUpView):
    """`/admin/droit-de-suite/<pk>/`: a row, its points, and what one may do with it."""

    template_name = "concertation_pages/admin/follow_up_item.html"

    @cached_property
    def item(self) -> TrackedItem:
        found = TrackedItem.objects.select_related("page").prefetch_related("changes__status")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{self.item.code}, {self.item.page.title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, page = self.request.user, self.item.page.specific
        waiting = [change for change in self.item.changes.all() if change.decision == StatusChange.Decision.WAITING]
        form = kwargs.pop("form", None) or DocumentedForm(statuses=followed_statuses())
        return {
            **super().get_context_data(**kwargs),
            "item": self.item,
            "row": next((row for row in followed_rows(page) if row.code == self.item.code), None),
            "standing": standing(self.item),
            "waiting": [(change, may_decide_point(user, change), self._decision(change)) for change in waiting],
            "history": list(self.item.changes.all())[::-1],
            "form": form if has_role(user, REDACTION) else None,
        }

    def _decision(self, change: StatusChange) -> DecisionForm:
        """The one that was sent, if it is about this point."""
        sent: DecisionForm | None = getattr(self, "sent", None)
        mine = f"point-{change.pk}"
        return sent if sent and sent.prefix == mine else DecisionForm(prefix=mine)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A new point, or the decision on the `point` that the form names."""
        if "point" in request.POST:
            return self._decide(self._named(request.POST["point"]))
        if not has_role(request.user, REDACTION):
            raise PermissionDenied
        form = DocumentedForm(request.POST, statuses=followed_statuses())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            record(self.item, form.point(form.cleaned_data["author_name"]), author=_user(request))
        except ValidationError as refused:
            form.add_error(None, refused.messages)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, "Ce point attend qu’une autre personne le publie.")
        return redirect("follow_up_item", self.item.pk)

    def _named(self, key: str) -> StatusChange:
        """Raises Http404 for a point of another row."""
        return get_object_or_404(self.item.changes, pk=key if key.isdecimal() else 0)

    def _decide(self, change: StatusChange) -> HttpResponse:
        self.sent = DecisionForm(self.request.POST, prefix=f"point-{change.pk}")
        if not self.sent.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        told, user = self.sent.cleaned_data, _user(self.request)
        try:
            if told["decision"] == ACCEPT:
                accept(change, user)
                messages.success(self.request, "Ce point est publié.")
            else:
                refuse(change, user, told["reason"])
                messages.success(self.request, "Ce point est refusé.")
        except PointRefused as refusal:
            messages.error(self.request, str(refusal))
            return redirect("follow_up_item", self.item.pk)
        return redirect("follow_up")


def _user(request: HttpRequest) -> Any:
    return request.user
