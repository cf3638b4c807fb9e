"""Admin screens of what staff record once for the whole site."""

from wagtail.snippets.models import register_snippet

from cms.core import mail_screens  # noqa: F401  # registers
from cms.core.models import AccessibilityAudit
from cms.taxonomy.headings import HeadedViewSet


class AccessibilityAuditViewSet(HeadedViewSet):
    """The audits; the last one makes the mention of every page and the statement."""

    model = AccessibilityAudit  # type: ignore[assignment]  # Wagtail declares None only
    icon = "clipboard-list"
    menu_label = "Audits d’accessibilité"
    menu_hook = "register_settings_menu_item"
    list_display = ["__str__", "auditor", "conform", "non_conform", "not_applicable"]
    copy_view_enabled = False


register_snippet(AccessibilityAuditViewSet)
