"""« Bureau de la recherche » : what visitors look for, what they do not find, and what staff can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.content_version import current_version
from cms.members.roles import STAFF, has_role
from search.catalogue import catalogue
from search.engines import SearchQuery, engine
from search.models import PinnedResults, QueryCount, SynonymGroup
from search.query_counts import SHOWN_FROM, Frequent, most_frequent
from search.text_query import keys, parse

TITLE = "Bureau de la recherche"
WORDS = "mots"
"""Parameter of the screens that a search of the desk opens."""
LISTED = 50
PERIODS = {"30": "30 derniers jours", "90": "90 derniers jours", "365": "12 derniers mois"}


class PeriodForm(forms.Form):
    """Any other period is the first one."""

    jours = forms.ChoiceField(label="Période", choices=list(PERIODS.items()), required=False)

    @property
    def days(self) -> int:
        chosen = self.cleaned_data.get("jours") if self.is_valid() else None
        return int(chosen or next(iter(PERIODS)))


@dataclass(frozen=True)
class Searched:
    """A frequent search, and what it finds in the whole site today."""

    words: str
    searches: int
    found: int
    pinned: bool
    url: str
    synonym_url: str
    pin_url: str


class SearchDeskView(WagtailAdminTemplateMixin, TemplateView):
    """`/admin/recherche/`, for the roles of the admin; who may write synonyms and pins is their screens' business."""

    page_title = TITLE
    header_icon = "search"
    template_name = "search/admin/search_desk.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_role(request.user, *STAFF):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = PeriodForm(self.request.GET)
        since = timezone.localdate(timezone=timezone.get_default_timezone()) - timedelta(days=form.days)
        searched = look_at(most_frequent(since, LISTED))
        user: Any = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "form": form if form.is_bound and form.data else PeriodForm(initial={"jours": str(form.days)}),
            "period": PERIODS[str(form.days)],
            "missing": [search for search in searched if not search.found],
            "searched": searched,
            "shown_from": SHOWN_FROM,
            "counted": QueryCount.objects.exists(),
            "may_write": user.has_perm("search.add_synonymgroup"),
        }


def look_at(frequent: Sequence[Frequent]) -> list[Searched]:
    """What each search finds now, whatever it found when it was made: a new synonym shows its effect at once."""
    version = current_version()
    names = catalogue(version)
    found = engine.totals([SearchQuery(version, text=parse(words, names.synonyms)) for words, _ in frequent])
    return [
        Searched(
            words=words,
            searches=searches,
            found=total,
            pinned=not names.pins.keys().isdisjoint(keys(words)),
            url=f"{reverse('search')}?{urlencode({'q': words})}",
            synonym_url=_add_url(SynonymGroup, words),
            pin_url=_add_url(PinnedResults, words),
        )
        for (words, searches), total in zip(frequent, found, strict=True)
    ]


def _add_url(model: Any, words: str) -> str:
    return f"{reverse(model.snippet_viewset.get_url_name('add'))}?{urlencode({WORDS: words})}"
