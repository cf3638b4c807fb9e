"""The register of press contacts, in the admin."""

from wagtail.snippets.models import register_snippet

from cms.taxonomy.headings import HeadedViewSet
from home.models import PressContact


class PressContactViewSet(HeadedViewSet):
    """Who answers, and until when."""

    model = PressContact  # type: ignore[assignment]  # Wagtail declares None only
    icon = "mail"
    menu_label = "Contacts presse"
    menu_order = 340
    add_to_admin_menu = True
    list_display = ["__str__", "name", "valid_from", "valid_until"]
    copy_view_enabled = False


register_snippet(PressContactViewSet)
