"""« Engagements » in the admin: the register, what is known of each territory, and what staff decide."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.decorators import display
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import registry as journal
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register
from wagtail_modeladmin.views import CreateView, EditView, InspectView

from cms.core.register_admin import RegisterIndexView, RegisterSearch, RelatedFilter
from concertation_pages.commitment.keeping import RULE, kept_until
from concertation_pages.commitment.receipt import Receipt
from concertation_pages.commitment.steps import REFERENT_STEPS, STEPS, StepView, urls
from concertation_pages.commitment.words import Words
from concertation_pages.menu import MENU
from concertation_pages.models import Commitment
from concertation_pages.standing import settle


class CommitmentCreateView(CreateView):
    """One that staff enter waits for the same decision as the others, and for no confirmation."""

    def form_valid(self, form: Any) -> HttpResponse:
        form.instance.state = Commitment.State.CANDIDATE
        response: HttpResponse = super().form_valid(form)
        return response


class CommitmentEditView(EditView):
    """What staff say of a start, or of a contribution that is elsewhere, changes its public state."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        settle(form.instance)
        return response


class CommitmentInspectView(InspectView):
    """Everything about a territory: the only screen where its referents are read."""

    page_title = "Engagement"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        commitment: Any = self.instance
        return super().get_context_data(
            commitment=commitment,
            receipt=Receipt.of(commitment),
            words=Words.accepted(commitment),
            referents=[(one, kept_until(one)) for one in commitment.referents.order_by("pk")],
            kept=RULE,
            history=journal.get_logs_for_instance(commitment).select_related("user"),
            steps=_offered(STEPS, commitment),
            referent_steps=_offered(REFERENT_STEPS, commitment),
            **kwargs,
        )


def _offered(steps: Sequence[type[StepView]], commitment: Commitment) -> list[dict[str, Any]]:
    return [step.button() for step in steps if step.offered(commitment)]


class CommitmentButtons(ButtonHelper):
    """A row leads to what is known of the territory, where one decides."""

    def get_primary_button(self, obj: Commitment) -> dict[str, Any]:
        return self.inspect_button(obj.pk)


class CommitmentAdmin(ModelAdmin):
    """`/admin/engagements/`. Nothing of a referent is listed, searched or exported."""

    model = Commitment
    base_url_path = "engagements"
    menu_label = "Engagements"
    menu_icon = "group"
    add_to_admin_menu = False
    list_display = ("name", "state", "authority_names", "campaign", "created_at")
    list_filter = ("state", ("campaign", RelatedFilter))
    list_export = (
        "slug",
        "name",
        "state",
        "authority_names",
        "campaign",
        "expected_start",
        "committed_on",
        "charter_version",
        "charter_accepted_at",
        "created_at",
        "validated_at",
    )
    export_filename = "engagements"
    list_select_related = ("campaign",)
    list_per_page = 50
    ordering = ("-created_at", "-pk")
    search_fields = ("search_text",)
    search_handler_class = RegisterSearch
    index_view_class = RegisterIndexView
    create_view_class = CommitmentCreateView
    edit_view_class = CommitmentEditView
    button_helper_class = CommitmentButtons
    inspect_view_enabled = True
    inspect_view_class = CommitmentInspectView
    inspect_template_name = "concertation_pages/admin/commitment.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Commitment]:
        found: QuerySet[Commitment] = super().get_queryset(request)
        return found.prefetch_related("authorities__authority")

    def get_extra_class_names_for_field_col(self, obj: Commitment, field_name: str) -> list[str]:
        return ["w-whitespace-nowrap"] if field_name == "state" else []

    @display(description="Collectivités")
    def authority_names(self, commitment: Commitment) -> str:
        return ", ".join(row.authority.name for row in commitment.authorities.all())


modeladmin_register(CommitmentAdmin)


@hooks.register(MENU)
def menu_item() -> MenuItem:
    item: MenuItem = CommitmentAdmin().get_menu_item(order=100)
    return item


@hooks.register("register_admin_urls")
def register_steps() -> list[Any]:
    return urls
