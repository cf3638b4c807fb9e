"""The versions of the manifesto that are withheld, in the admin."""

from wagtail.snippets.models import register_snippet

from cms.taxonomy.headings import HeadedViewSet
from home.models import WithheldVersion


class WithheldVersionViewSet(HeadedViewSet):
    """Which, and why; the journal of each says who did it."""

    model = WithheldVersion
    icon = "history"
    menu_label = "Versions retirées"
    menu_order = 345
    add_to_admin_menu = True
    list_display = ["__str__", "reason"]
    copy_view_enabled = False


register_snippet(WithheldVersionViewSet)
