"""A list of results as a page shows it: the one way to list public content."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.http import Http404, HttpRequest

from cms.core.pagination import PageView, page_view
from search.addresses import ALERT_LIST, ALERTS_URL, ATOM, FEED, FILTERS, NEAR, SORT, Address, Pair
from search.answering import answer_notices, answered, unless_stood_in
from search.asking import PER_PAGE, Asked, Twins, ask
from search.comparison import COMPARISON_URL
from search.conditions import Chip, chips, heading, notices
from search.corrections import Correction
from search.engines import SearchResponse, Selection, engine
from search.engines.base import PROXIMITY, RECENT, RELEVANCE, TITLE, WINDOW
from search.exports import export_links
from search.exports.content import MOST
from search.facet_views import FacetView, facet_views
from search.facets import KIND, PLACED, shown_facets
from search.forms import OWN_SORTS, SORTS
from search.groups import Group, groups
from search.kinds import KINDS, MIXED, UNDATED, Noun
from search.models import SearchEntry
from search.pins import pinned
from search.proximity import Near, distance_in_words, near
from search.relaxations import Relaxation, ways_out
from search.results import Result, result
from search.suggestions import suggestions_url
from search.tabs import Tab, listed_kinds, noun_for, tabs
from search.twin_fiches import twin_result


class Sort(NamedTuple):
    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Listing:
    """Everything a listing template shows.

    `hidden` are the fields that the search form repeats (facets and sort), `facet_hidden` those of the facet form
    (words, sort, and facets that have no control). `relaxations` and `everything` (the size of the whole list, in
    words) are only filled when nothing is found.
    """

    q: str
    total: int
    heading: str
    status_text: str
    results: Sequence[Result]
    groups: Sequence[Group]
    """The same results under headings, when they are sorted by collectivité."""
    near: Near | None
    """From where they are sorted by distance."""
    order: str
    """How they are sorted, in words; empty for the order that the page has by default."""
    pinned: Sequence[Result]
    """What staff propose for these words, above the results; they hold it as well."""
    tabs: Sequence[Tab]
    mixed: bool
    """Several kinds are listed: each result says its own."""
    facets: Sequence[FacetView]
    chips: Sequence[Chip]
    sorts: Sequence[Sort]
    page: PageView
    notices: Sequence[str]
    correction: Correction | None
    relaxations: Sequence[Relaxation]
    everything: str
    hidden: Sequence[Pair]
    facet_hidden: Sequence[Pair]
    base_url: str
    filters_url: str
    suggestions_url: str
    """What its search form proposes while somebody types."""
    feed_url: str
    atom_url: str
    alert_url: str
    """Where the list is followed, by mail or in a reader; empty for a list that cannot be."""
    exports: Sequence[Pair]
    """Format and address of the files of this list."""
    most_exported = MOST

    @property
    def comparison_url(self) -> str:
        """Where the fiches shown are compared; empty when there are not two of them."""
        fiches = sum(result.kind == "fiche" for result in self.results)
        return COMPARISON_URL if fiches > 1 else ""

    @property
    def selection(self) -> str:
        """What the list holds, in whatever order: its feeds are called so."""
        return ", ".join([self.heading, *(chip.label for chip in self.chips[bool(self.q) :])])

    @property
    def title(self) -> str:
        """Tells this list from the others of the same page; empty for the whole list."""
        order = [self.order] if self.order else []
        page = [f"page {self.page.number}"] if self.page.number > 1 else []
        return ", ".join([self.selection, *order, *page]) if self.chips or order or page else ""

    @property
    def active_count(self) -> int:
        """Values chosen, words left out."""
        return len(self.chips[bool(self.q) :])

    @property
    def indexable(self) -> bool:
        """Combinations are endless: search engines keep the whole list and its single filters."""
        return not self.q and self.active_count < 2 and not self.near


def build_listing(
    request: HttpRequest, *, base: Selection, noun: Noun = MIXED, per_page: int = PER_PAGE, twins: Twins | None = None
) -> Listing:
    """The page of results that the query string asks for, within the fixed filter `base`.

    `noun` names what is listed when several kinds are; with `twins`, only what resembles a collectivité is. At most
    four queries on the engine. Raises Http404 for a page that does not exist.
    """
    asked = ask(request, base, per_page, twins)
    asked = asked.counting(shown_facets(asked.listed))
    response = answered(request, asked.query)
    if "page" in asked.form.errors or asked.query.page > page_count(asked, response):
        raise Http404("Cette page de résultats n’existe pas.")
    with unless_stood_in(request):
        return _listing(asked, response, noun)


def _listing(asked: Asked, response: SearchResponse, noun: Noun) -> Listing:
    address, counts, count = asked.address, response.counts[KIND], page_count(asked, response)
    kinds = listed_kinds(asked, counts)
    name = noun_for(kinds, noun)
    results = [_result(asked, entry) for entry in response.entries]
    meant, others = ways_out(asked, response)
    place = near(asked)
    return Listing(
        q=asked.text,
        total=response.total,
        heading=heading(asked, name, response.total),
        status_text=f"{name.found(response.total)}, page {asked.query.page} sur {count}",
        results=results,
        groups=groups(asked, response, results, name),
        near=place,
        order=_order(asked, place),
        pinned=pinned(asked),
        tabs=tabs(asked, counts),
        mixed=len(kinds) > 1,
        facets=facet_views(asked, response),
        chips=chips(asked),
        sorts=_sorts(asked),
        page=page_view(address.page, asked.query.page, count),
        notices=[*answer_notices(response), *notices(asked)],
        correction=meant,
        relaxations=others,
        everything="" if response.total else name.counted(_whole(asked)),
        hidden=address.excluding("q").pairs,
        facet_hidden=address.excluding(*(facet.parameter for facet in asked.facets)).pairs,
        base_url=address.path,
        filters_url=str(address.below(FILTERS)),
        suggestions_url=suggestions_url(address.path, asked.query.base),
        **_followed_urls(asked),
        exports=export_links(address),
    )


def _order(asked: Asked, place: Near | None) -> str:
    if place:
        return f"près de {place.name or f'« {place.typed} »'}" if place.typed else "par proximité"
    label = {**SORTS, **OWN_SORTS}.get(asked.chosen_sort, "")
    return f"tri\u00a0: {label[:1].lower()}{label[1:]}" if label else ""


def _followed_urls(asked: Asked) -> dict[str, str]:
    """A list of twins is an order made for one collectivité: what is new there is new in the library."""
    if asked.query.twins_of:
        return dict.fromkeys(("feed_url", "atom_url", "alert_url"), "")
    followed = asked.address.excluding(SORT, NEAR)
    return {
        "feed_url": str(followed.below(FEED)),
        "atom_url": str(followed.below(FEED).below(ATOM)),
        "alert_url": str(Address(ALERTS_URL, ((ALERT_LIST, followed.path), *followed.pairs))),
    }


def _result(asked: Asked, entry: SearchEntry) -> Result:
    names, text, twins_of = asked.catalogue, asked.query.text, asked.query.twins_of
    found = twin_result(entry, twins_of, names, text) if twins_of else result(entry, names, text)
    return replace(found, distance=distance_in_words(asked, entry))


def page_count(asked: Asked, response: SearchResponse) -> int:
    """An empty list has one page; a very long one is not shown to its end (see `WINDOW`)."""
    return max(1, -(-min(response.total, WINDOW) // asked.query.per_page))


def _whole(asked: Asked) -> int:
    return engine.totals([replace(asked.query, selected={}, text=None)])[0]


def _sorts(asked: Asked) -> list[Sort]:
    """Those that mean something here: relevance needs words, the newest a date, proximity places."""
    kinds, chosen = asked.query.base.get(KIND, KINDS), asked.form.cleaned_data[SORT]
    undated = UNDATED.issuperset(kinds)
    meaningless = {RELEVANCE: not asked.text, RECENT: undated, PROXIMITY: PLACED.isdisjoint(kinds)}
    own = OWN_SORTS if asked.query.twins_of else {}
    offered = {value: label for value, label in {**own, **SORTS}.items() if not meaningless.get(value)}
    current = TITLE if undated and chosen == RECENT else chosen  # what undated items fall back to
    return [Sort(value, label, value == current) for value, label in offered.items()]
