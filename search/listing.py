"""A list of results as a page shows it: the one way to list public content."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import Http404, HttpRequest

from cms.core.pagination import PageView, page_view
from search.addresses import ALERT_LIST, ALERTS_URL, ATOM, FEED, FILTERS, Address, Pair
from search.answering import answer_notices, answered
from search.asking import PER_PAGE, Asked, ask
from search.conditions import Chip, chips, heading, notices
from search.corrections import Correction, correction
from search.engines import SearchQuery, SearchResponse, Selection, engine
from search.engines.base import RECENT, RELEVANCE, TITLE, WINDOW
from search.facet_views import FacetView, facet_views
from search.facets import KIND, shown_facets
from search.forms import SORTS
from search.kinds import KINDS, MIXED, UNDATED, Noun
from search.pins import pinned
from search.relaxations import Relaxation, relaxations
from search.results import Result, result
from search.suggestions import suggestions_url
from search.tabs import Tab, listed_kinds, noun_for, tabs


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
    """Where the list is followed, by mail or in a reader."""

    @property
    def title(self) -> str:
        """Tells this list from the others of the same page; empty for the whole list."""
        conditions = [chip.label for chip in self.chips[bool(self.q) :]]
        page = [f"page {self.page.number}"] if self.page.number > 1 else []
        return ", ".join([self.heading, *conditions, *page]) if self.chips or page else ""

    @property
    def active_count(self) -> int:
        """Values chosen, words left out."""
        return len(self.chips[bool(self.q) :])

    @property
    def indexable(self) -> bool:
        """Combinations are endless: search engines keep the whole list and its single filters."""
        return not self.q and self.active_count < 2


def build_listing(request: HttpRequest, *, base: Selection, noun: Noun = MIXED, per_page: int = PER_PAGE) -> Listing:
    """The page of results that the query string asks for, within the fixed filter `base`.

    `noun` names what is listed when several kinds are. At most four queries on the engine. Raises Http404 for a page
    that does not exist.
    """
    asked = ask(request, base, per_page)
    asked = asked.counting(shown_facets(asked.listed))
    response = answered(request, asked.query)
    if "page" in asked.form.errors or asked.query.page > page_count(asked, response):
        raise Http404("Cette page de résultats n’existe pas.")
    return _listing(asked, response, noun)


def _listing(asked: Asked, response: SearchResponse, noun: Noun) -> Listing:
    address, counts, count = asked.address, response.counts[KIND], page_count(asked, response)
    kinds = listed_kinds(asked, counts)
    name = noun_for(kinds, noun)
    followed = address.excluding("tri")
    return Listing(
        q=asked.text,
        total=response.total,
        heading=heading(asked, name, response.total),
        status_text=f"{name.found(response.total)}, page {asked.query.page} sur {count}",
        results=[result(entry, asked.catalogue, asked.query.text) for entry in response.entries],
        pinned=pinned(asked),
        tabs=tabs(asked, counts),
        mixed=len(kinds) > 1,
        facets=facet_views(asked, response),
        chips=chips(asked),
        sorts=_sorts(asked),
        page=page_view(address.page, asked.query.page, count),
        notices=[*answer_notices(response), *notices(asked)],
        correction=correction(asked, response),
        relaxations=[] if response.total else relaxations(asked, address),
        everything="" if response.total else name.counted(_whole(asked)),
        hidden=address.excluding("q").pairs,
        facet_hidden=address.excluding(*(facet.parameter for facet in asked.facets)).pairs,
        base_url=address.path,
        filters_url=str(address.below(FILTERS)),
        suggestions_url=suggestions_url(address.path, asked.query.base),
        feed_url=str(followed.below(FEED)),
        atom_url=str(followed.below(FEED).below(ATOM)),
        alert_url=str(Address(ALERTS_URL, ((ALERT_LIST, followed.path), *followed.pairs))),
    )


def page_count(asked: Asked, response: SearchResponse) -> int:
    """An empty list has one page; a very long one is not shown to its end (see `WINDOW`)."""
    return max(1, -(-min(response.total, WINDOW) // asked.query.per_page))


def _whole(asked: Asked) -> int:
    return engine.totals([SearchQuery(asked.query.version, base=asked.query.base)])[0]


def _sorts(asked: Asked) -> list[Sort]:
    """Relevance is only offered when there are words to be relevant to, the newest first when something has a date."""
    undated = UNDATED.issuperset(asked.query.base.get(KIND, KINDS))
    left_out = {*([] if asked.text else [RELEVANCE]), *([RECENT] if undated else [])}
    offered = {value: label for value, label in SORTS.items() if value not in left_out}
    current = TITLE if undated and asked.query.sort == RECENT else asked.query.sort  # what undated items fall back to
    return [Sort(value, label, value == current) for value, label in offered.items()]
