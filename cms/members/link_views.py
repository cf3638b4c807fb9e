"""The address of a signed link, and the page behind it.

`/lien/<token>/` is what the mail holds. It exchanges the token for a cookie that goes nowhere but to the page of this
link, and leads there: no address that is looked at, shared or logged holds the token. Reading uses nothing, because
mail scanners and previews open links; only a POST that the purpose answers does. One that has expired leads to its page
too, for an hour: a button there sends another (`nouveau/`).
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.client_address import client_address
from cms.core.page_cache import keep_to_its_reader
from cms.core.rate_limit import allow
from cms.core.unsent import unsent
from cms.core.views import error_page
from cms.members import links
from cms.members.links import LinkRefused, Refusal, SignedLink, answer_to, find, open_link

COOKIE = "lien"
ADVICE = {
    Refusal.INVALID: "Ouvrez le lien depuis le courriel, ou copiez son adresse tout entière, sans espace ni retour "
    "à la ligne.",
    Refusal.UNKNOWN: "Vérifiez que vous ouvrez le courriel le plus récent. Une demande que personne ne confirme est "
    "effacée : refaites-la sur le site. Sinon, demandez un nouveau lien à la personne qui vous a écrit.",
    Refusal.EXPIRED: "Répondez au courriel de la personne qui vous a écrit, ou contactez-nous : un nouveau lien "
    "s’envoie en un instant.",
    Refusal.REVOKED: "Si vous attendiez ce lien, contactez la personne qui vous l’a envoyé.",
    Refusal.USED: "Vous n’avez rien d’autre à faire. Pour revenir sur votre réponse, contactez la personne qui vous a "
    "écrit.",
    Refusal.SUPERSEDED: "Un courriel plus récent vous attend peut-être. Sinon, demandez un nouveau lien à la personne "
    "qui vous a écrit.",
}
"""What to do then."""
NEVER_CONFIRMED = (
    "Ce que ce lien confirmait n’a pas été confirmé à temps et a été effacé : refaites votre demande sur le site."
)
GONE = "Ce que ce lien ouvrait n’est plus sur le site."
ABSENT = frozenset({Refusal.INVALID, Refusal.UNKNOWN})
"""Nothing was ever there, as far as we say; for the others, something was and is no more."""
GUESSES, WINDOW = 30, 600
"""Links that do not exist, asked from one address in that many seconds."""
TO_RENEW = timedelta(hours=1)
"""The cookie of a link that has expired lasts so long."""
HOUR, DAY = 3600, 86_400
BY_PERSON, BY_RECIPIENT = 5, 3
"""New links asked for from one place in an hour; mails that this makes to one person, about one thing, in a day."""

View = Callable[..., HttpResponseBase]


def _discreet(view: View) -> View:
    """Kept and indexed by nobody; a refusal becomes a page that says what to do."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except LinkRefused as refused:
            response = _refusal(request, refused)
        return keep_to_its_reader(response)

    return wrapped


@require_safe
@_discreet
def exchange(request: HttpRequest, token: str) -> HttpResponseBase:
    """Put the token where addresses do not show, and go to the page."""
    link = find(token)
    if not links.is_renewable(link):
        link = open_link(link.purpose, token)
    address = page_of(link)
    response = redirect(address)
    response.set_cookie(
        COOKIE,
        token,
        path=address,
        expires=max(link.expires_at, timezone.now() + TO_RENEW),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@_discreet
def answer(request: HttpRequest, purpose: str, pk: int, rest: str = "") -> HttpResponseBase:
    """The page of a link, given by what registered its purpose.

    No address here holds the token, so its forms may name theirs: with « no-referrer » a browser sends `Origin: null`,
    which the protection against forged requests refuses.
    """
    link = open_link(purpose, request.COOKIES.get(COOKIE, ""))
    if link.pk != pk:
        raise LinkRefused(Refusal.INVALID)
    response = answer_to(request, link, rest)
    response["Referrer-Policy"] = "same-origin"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@_discreet
def renewal(request: HttpRequest, purpose: str, pk: int) -> HttpResponseBase:
    """The button of a link that has expired. The answer is the same whatever was mailed, and names nobody."""
    link = find(request.COOKIES.get(COOKIE, ""))
    if (link.purpose, link.pk) != (purpose, pk):
        raise LinkRefused(Refusal.INVALID)
    if request.method != "POST" or not links.is_renewable(link):
        return redirect(page_of(link))
    if not allow("lien à renouveler", client_address(request), BY_PERSON, HOUR):
        return error_page(request, 429, retry_after=HOUR)
    about = f"{link.purpose}:{link.content_type_id}:{link.object_id}:{link.email.lower()}"
    if allow("lien renouvelé", about, BY_RECIPIENT, DAY):
        links.renew(link)
    return render(request, "pages/members/link_renewed.html", {"title": "Ouvrez votre messagerie"})


def page_of(link: SignedLink) -> str:
    """Where the page of a link is: its cookie goes nowhere else."""
    return reverse("link_page", args=[link.purpose, link.pk])


def _advice(refused: LinkRefused) -> str:
    link = refused.link
    if link is None or link.target:
        return ADVICE[refused.reason]
    return NEVER_CONFIRMED if links.was_never_confirmed(link) else GONE


def _refusal(request: HttpRequest, refused: LinkRefused) -> HttpResponse:
    is_absent = refused.reason in ABSENT
    if is_absent and not allow("lien inexistant", client_address(request), GUESSES, WINDOW):
        return error_page(request, 429)
    link = refused.link
    is_renewable = link is not None and links.is_renewable(link)
    context = {
        "title": refused.title,
        "message": refused.message,
        "advice": _advice(refused),
        "unsent": unsent(request),
        "renewal_url": reverse("link_renewal", args=[link.purpose, link.pk]) if link and is_renewable else "",
    }
    response = render(request, "pages/members/link_refused.html", context, status=404 if is_absent else 410)
    if is_renewable:
        response["Referrer-Policy"] = "same-origin"
    return response
