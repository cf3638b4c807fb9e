"""Addresses that only the mails to one person hold, and that do not expire: knowing one is the right to what it opens.

Each is made again for each mail from the `secret` of a row and the key of the site; a copy of the database does not
give it. No cookie protects the forms behind it: a mail program that posts « List-Unsubscribe=One-Click » (RFC 8058)
has none.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, TypeVar

from django.core.signing import BadSignature, Signer
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.core.page_cache import keep_to_its_reader
from cms.core.views import error_page

View = Callable[..., HttpResponseBase]
M = TypeVar("M", bound=Model)


class SecretAddresses(Generic[M]):
    """Those of the rows of a model that has a unique `secret`. `salt` keeps them apart from those of other models."""

    def __init__(self, model: type[M], salt: str) -> None:
        self._model = model
        self._signer = Signer(sep=".", salt=salt)

    def token_of(self, row: Any) -> str:
        return self._signer.sign(row.secret)

    def row_of(self, token: str) -> M | None:
        """None when the row was deleted. Raises Http404 for an address that the site never made."""
        try:
            secret = self._signer.unsign(token)
        except BadSignature:
            raise Http404 from None
        return self._model._default_manager.filter(secret=secret).first()

    def view(self, view: View) -> View:
        """`view(request, token, row)` answers `…/<token>/`: kept and indexed by nobody, told to no other site."""

        @wraps(view)
        def wrapped(request: HttpRequest, token: str) -> HttpResponseBase:
            try:
                row = self.row_of(token)
            except Http404:
                return keep_to_its_reader(error_page(request, 404, template="cut_address"))
            return keep_to_its_reader(view(request, token, row))

        return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(wrapped))
