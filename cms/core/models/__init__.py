from cms.core.models.base import BasePage
from cms.core.models.images import SiteImage, SiteRendition
from cms.core.models.settings import SiteIdentity

__all__ = ["BasePage", "SiteIdentity", "SiteImage", "SiteRendition"]
