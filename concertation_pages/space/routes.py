"""What answers each address below the link of a commitment. All of them are answered to its holder only."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.urls.resolvers import RoutePattern, URLResolver

from cms.core.rate_limit import allow
from cms.core.views import error_page
from cms.members.links import SignedLink
from concertation_pages.space import check_views, draft_views, home_views, section_views
from concertation_pages.space.access import Space, confirm
from concertation_pages.space.parts import part_of

SENT_AT_ONCE, MINUTE = 120, 60
"""Forms and answers that one link may send in a minute: the script saves an answer a second at the most."""
PATTERNS = [
    path("", home_views.home),
    path("inviter/", home_views.invite),
    path("inviter/retirer/", home_views.withdraw),
    path("commencer/", home_views.begin),
    path("modifier/<int:page>/", home_views.begin_change),
    path("<int:pk>/", draft_views.draft),
    path("<int:pk>/apercu/", draft_views.preview),
    path("<int:pk>/reprendre/", draft_views.take_back),
    path("<int:pk>/supprimer/", draft_views.delete),
    path("<int:pk>/verifier/", check_views.check),
    path("<int:pk>/choisir/", check_views.choose),
    path("<int:pk>/partie-<int:number>/", section_views.section),
    path("<int:pk>/partie-<int:number>/reponse/", section_views.answer),
]
_resolver = URLResolver(RoutePattern(""), PATTERNS)


def answer(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """Raises Http404 for an address that nothing answers."""
    space = Space(link)
    if request.method == "POST":
        if not allow("espace d’un engagement", str(link.pk), SENT_AT_ONCE, MINUTE):
            return error_page(request, 429)
        confirm(space.referent)
    part = part_of(rest)
    if part:
        view, below = part
        return view(request, link, below)
    match = _resolver.resolve(rest)
    found: HttpResponseBase = match.func(request, space, **match.kwargs)
    return found
