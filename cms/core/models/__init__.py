from cms.core.models.accessibility import AccessibilityAudit
from cms.core.models.base import BasePage
from cms.core.models.content_change import ContentChange
from cms.core.models.frame import SiteBanner, SiteNavigation
from cms.core.models.images import SiteImage, SiteRendition
from cms.core.models.outgoing_mail import OutgoingMail
from cms.core.models.rate_window import RateWindow
from cms.core.models.settings import SiteIdentity

__all__ = [
    "AccessibilityAudit",
    "BasePage",
    "ContentChange",
    "OutgoingMail",
    "RateWindow",
    "SiteBanner",
    "SiteIdentity",
    "SiteImage",
    "SiteNavigation",
    "SiteRendition",
]
