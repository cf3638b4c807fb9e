"""« Collectivités volontaires » in the admin: the register, what is known of each demand, and what staff answer."""

from typing import Any

from django.contrib.admin.decorators import display
from wagtail import hooks
from wagtail.log_actions import registry as journal
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register
from wagtail_modeladmin.views import InspectView

from cms.core.register_admin import RegisterIndexView, RegisterSearch
from home.models.volunteer import Volunteer
from home.volunteering.steps import STEPS, urls


class VolunteerInspectView(InspectView):
    """The only screen where the person who asked is read."""

    page_title = "Collectivité volontaire"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        volunteer: Any = self.instance
        return super().get_context_data(
            volunteer=volunteer,
            history=journal.get_logs_for_instance(volunteer).select_related("user"),
            steps=[step.button() for step in STEPS if step.offered(volunteer)],
            **kwargs,
        )


class VolunteerPermissions(PermissionHelper):
    """A demand comes from the form and goes by its steps."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Volunteer) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Volunteer) -> bool:
        return False


class VolunteerButtons(ButtonHelper):
    """A row leads to the demand, where one answers."""

    def get_primary_button(self, obj: Volunteer) -> dict[str, Any]:
        return self.inspect_button(obj.pk)


class VolunteerAdmin(ModelAdmin):
    """`/admin/volontaires/`. Nothing of the person is listed, searched or exported."""

    model = Volunteer
    base_url_path = "volontaires"
    menu_label = "Volontaires"
    menu_icon = "group"
    menu_order = 340
    list_display = ("authority", "state", "created_at", "decided_at")
    list_filter = ("state",)
    list_export = ("authority", "code", "state", "created_at", "confirmed_at", "decided_at")
    export_filename = "volontaires"
    list_select_related = ("authority",)
    list_per_page = 50
    ordering = ("-created_at", "-pk")
    search_fields = ("search_text",)
    search_handler_class = RegisterSearch
    index_view_class = RegisterIndexView
    permission_helper_class = VolunteerPermissions
    button_helper_class = VolunteerButtons
    inspect_view_enabled = True
    inspect_view_class = VolunteerInspectView
    inspect_template_name = "home/admin/volunteer.html"

    @display(description="Code")
    def code(self, volunteer: Volunteer) -> str:
        return volunteer.authority.code


modeladmin_register(VolunteerAdmin)


@hooks.register("register_admin_urls")
def register_steps() -> list[Any]:
    return urls
