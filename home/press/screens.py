"""The register of press contacts, in the admin."""

from typing import Any

from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import BaseSnippetChooseView, ChooseResultsView, ChooseView, SnippetChooserViewSet

from cms.members.roles import REDACTION, has_role
from cms.taxonomy.headings import HeadedViewSet
from home.models import PressContact


class ContactListing(BaseSnippetChooseView):
    """Until when each one answers; the name is for those who keep the register."""

    @property
    def columns(self) -> list[Any]:
        name = [Column("name", label="Nom")] if has_role(self.request.user, REDACTION) else []
        return [*super().columns, *name, DateColumn("valid_until", label="Valable jusqu’au")]


class ContactChooseView(ContactListing, ChooseView):
    pass


class ContactResultsView(ContactListing, ChooseResultsView):
    pass


class ContactChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ContactChooseView
    choose_results_view_class = ContactResultsView


class PressContactViewSet(HeadedViewSet):
    """Who answers, and until when."""

    model = PressContact
    icon = "mail"
    menu_label = "Contacts presse"
    menu_order = 340
    add_to_admin_menu = True
    list_display = ["__str__", "name", "valid_from", "valid_until"]
    copy_view_enabled = False
    chooser_viewset_class = ContactChooserViewSet


register_snippet(PressContactViewSet)
