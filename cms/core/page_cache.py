"""Public pages are the same bytes for everybody: made once for each version of the content, then remembered.

Each process remembers its own pages, compressed, within a number of bytes. The key holds everything a page depends on:
nothing is ever invalidated, pages of an older version leave by not being asked any more.
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from cms.core.answering_site import know_site
from cms.core.content_version import version_for
from cms.core.memory import Memory
from cms.core.release import release

UNCACHED = ("/admin/", "/compte/", "/documents/", "/healthz", "/media/", "/readyz", "/static/")
"""Addresses that never ask which version of the content is current."""
SHARED = "public, max-age=0, must-revalidate"
PRIVATE = "private, no-store"
FORGONE = "no-store"
MEMORY = 32 * 1024 * 1024
"""Bytes of pages remembered per worker: a few thousand pages."""
LEVEL = 6
"""Of gzip: beyond, a page takes twice as long to compress for one per cent less."""

_parameters: set[str] = set()


@dataclass(frozen=True)
class KeptPage:
    compressed: bytes
    headers: Mapping[str, str]

    @property
    def weight(self) -> int:
        return len(self.compressed) + sum(len(name) + len(value) for name, value in self.headers.items())


pages: Memory[KeptPage] = Memory(MEMORY)


def vary_on(*parameters: str) -> None:
    """Parameters of the query string that a public page may depend on. An address with any other is not remembered."""
    _parameters.update(parameters)


def forgo(request: HttpRequest) -> None:
    """The answer to this request is for this visitor and for now: neither this process nor a proxy may keep it."""
    holder: Any = request
    holder.page_is_forgone = True


def etag(request: HttpRequest) -> str:
    """Of what this address answers now, for an answer too heavy to be remembered; empty while nothing is published."""
    version = version_for(request)
    return _weak(_key(request, request.get_host(), version)) if version else ""


class PageCacheMiddleware:
    """Below the middleware that writes security headers, above every one that a public page can do without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed  # templates change under a running process
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        if getattr(request, "page_is_forgone", False):
            response.headers["Cache-Control"] = FORGONE
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"} or request.path.startswith(UNCACHED):
            return self.get_response(request)
        if getattr(request, "is_dummy", False):  # a preview, which has the address of the public page
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return _private(self.get_response(request))
        if not _parameters.issuperset(request.GET):
            return self.get_response(request)
        return self._shared(request)

    def _shared(self, request: HttpRequest) -> HttpResponseBase:
        """The version is read before the page is made: a page made during a change is kept as the older one."""
        host = request.get_host()  # a foreign one is refused before the database is asked
        version = version_for(request)
        key = _key(request, host, version)
        page = pages.find(key)
        if page is None:
            know_site(request)
            response = self.get_response(request)
            if not (version and isinstance(response, HttpResponse) and _is_shared(request, response)):
                return response
            page = KeptPage(gzip.compress(response.content, LEVEL, mtime=0), dict(response.headers))
            if request.method == "GET":  # the content of an answer to HEAD may be left out
                pages.keep(key, page)
        return _answer(request, page, key)


def _key(request: HttpRequest, host: str, version: str) -> str:
    """Values of one parameter keep their order: the last number of page wins."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    asked = sorted(request.GET.lists())
    parts = (request.scheme, host, request.path, asked, version, release(), today)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _weak(key: str) -> str:
    return f'W/"{key}"'


def _is_shared(request: HttpRequest, response: HttpResponse) -> bool:
    if getattr(request, "page_is_forgone", False):
        return False
    depends_on_visitor = response.cookies or "cookie" in response.get("Vary", "").lower()
    return response.status_code == 200 and not depends_on_visitor and "Cache-Control" not in response


def keep_to_its_reader(response: HttpResponseBase) -> HttpResponseBase:
    """For a page whose address is a secret: kept and indexed by nobody, its address told to no other site."""
    response["Cache-Control"] = PRIVATE
    response["X-Robots-Tag"] = "noindex, nofollow"
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", PRIVATE)
    return response


def _answer(request: HttpRequest, page: KeptPage, key: str) -> HttpResponse:
    """The tag is weak: it names the content, whether compressed or not."""
    response: HttpResponse
    if key in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(page.compressed, headers={**page.headers, "Content-Encoding": "gzip"})
        response["Content-Length"] = str(len(page.compressed))
    else:
        response = HttpResponse(gzip.decompress(page.compressed), headers=page.headers)
    patch_vary_headers(response, ("Accept-Encoding",))
    response["Cache-Control"], response["ETag"] = SHARED, _weak(key)
    return response
