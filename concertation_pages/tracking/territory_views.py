"""`suite/`, in the space of a commitment: what became of each of its proposals, one row a minute."""

from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from cms.core.form_errors import FormError
from cms.members.links import SignedLink
from concertation_pages.space.access import Space
from concertation_pages.space.pages import SAID, done, show
from concertation_pages.tracking.recording import record
from concertation_pages.tracking.territory_rows import Row, rows_of

PREFIX = "suite/"
ROW = "ligne"
"""Name of the button at the end of a row, which goes on to the next one; whatever the button, every answer is kept."""
SAID["suite"] = "Merci : vos réponses sont enregistrées. Elles paraîtront une fois relues."


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """Raises Http404 below: there is one screen."""
    if rest:
        raise Http404
    space = Space(link)
    if request.method != "POST":
        return _show(request, space, rows_of(space.commitment))
    rows = rows_of(space.commitment, request.POST)
    pressed = request.POST.get(ROW, "")
    sent = [row for row in rows if row.form.is_answered or str(row.item.pk) == pressed]
    for row in rows:
        row.form.empty_permitted = row not in sent
    errors = [error for row in sent for error in _save(row, space)]
    if not sent:
        errors = [FormError("Répondez au moins à une proposition.", _anchor(rows[0]) if rows else "")]
    if errors:
        return _show(request, space, rows, errors, 422)
    return done(f"{space.home}{PREFIX}", "suite", _after(rows, pressed))


def _save(row: Row, space: Space) -> list[FormError]:
    """A row that is well answered is kept, whatever is wrong in another one."""
    if row.form.is_valid():
        try:
            record(row.item, row.form.point(space.commitment.name), referent=space.referent)
        except ValidationError as refused:
            return [FormError(f"{row.segment.code} : {text}") for text in refused.messages]
    return list(row.errors)


def _after(rows: list[Row], pressed: str) -> str:
    """Where to go on: the row after the one whose button was pressed."""
    following = [row for before, row in pairwise(rows) if str(before.item.pk) == pressed]
    return _anchor(following[0]) if following else ""


def _anchor(row: Row) -> str:
    return f"suite-{row.item.pk}"


def _show(
    request: HttpRequest, space: Space, rows: list[Row], errors: list[FormError] | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "title": "Le droit de suite",
        "above": space.above,
        "rows": rows,
        "errors": errors,
        "button": ROW,
    }
    return show(request, space, "follow_up", context, status)
