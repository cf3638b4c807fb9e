"""Response headers that no library sets for us, and those that change with the class of the answer."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONCE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.core.nonce import nonce_of

ADMIN_CSP = {
    "script-src": [SELF, NONCE],  # see cms.core.nonce
    "style-src": [SELF, UNSAFE_INLINE],  # the rich text editor and the icons of Wagtail write styles at run time
    "img-src": [SELF, "data:", "blob:"],  # an image just chosen is shown before it is sent
    "frame-src": [SELF],  # previews of pages and blocks
    "frame-ancestors": [SELF],
}
OPEN_DATA = "/api/"
PREVIEW_CSP = {"frame-ancestors": [SELF]}


class SecurityHeadersMiddleware:
    """Cross-Origin-Resource-Policy everywhere; the policies of the admin and of previews.

    The public policy is CONTENT_SECURITY_POLICY; django-csp, outside this middleware, merges what is set here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with nonce_of(request):
            response: Any = self.get_response(request)
        reusable = request.path.startswith(OPEN_DATA)
        response.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if reusable else "same-origin")
        response.setdefault("X-Content-Type-Options", "nosniff")
        if request.path.startswith(self.admin):
            response["Referrer-Policy"] = "same-origin"
            response._csp_replace = ADMIN_CSP
        elif getattr(request, "is_dummy", False):
            response._csp_replace = PREVIEW_CSP
        return response
