"""A list of results as a page shows it: the one way to list public content."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import Http404, HttpRequest

from search.addresses import Address, PageView, Pair, page_view
from search.asking import PER_PAGE, Asked, ask
from search.engines import SearchResponse, Selection, engine
from search.engines.base import RELEVANCE
from search.facet_views import FacetView, facet_view
from search.facets import FACETS
from search.forms import SORTS
from search.kinds import Noun
from search.relaxations import Relaxation, relaxations
from search.results import Result, result

FICHES = Noun("fiche", "fiches")


class Chip(NamedTuple):
    """An active condition; `url` is the list without it."""

    label: str
    url: str


class Sort(NamedTuple):
    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Listing:
    """Everything a listing template shows.

    `hidden` are the fields that the search form repeats (facets and sort), `facet_hidden` those of the facet form
    (words, sort, and facets that have no control). `relaxations` is only filled when nothing is found.
    """

    q: str
    total: int
    heading: str
    status_text: str
    results: Sequence[Result]
    facets: Sequence[FacetView]
    chips: Sequence[Chip]
    active_count: int
    sorts: Sequence[Sort]
    page: PageView
    notices: Sequence[str]
    relaxations: Sequence[Relaxation]
    hidden: Sequence[Pair]
    facet_hidden: Sequence[Pair]
    base_url: str
    clear_url: str

    @property
    def title(self) -> str:
        """Tells this list from the others of the same page; empty for the whole list."""
        conditions = [chip.label for chip in self.chips[bool(self.q) :]]
        page = [f"page {self.page.number}"] if self.page.number > 1 else []
        return ", ".join([self.heading, *conditions, *page]) if self.chips or page else ""

    @property
    def indexable(self) -> bool:
        """Combinations are endless: search engines keep the whole list and its single filters."""
        return not self.q and self.active_count < 2


def build_listing(
    request: HttpRequest,
    *,
    base: Selection,
    noun: tuple[str, str] | Noun = FICHES,
    per_page: int = PER_PAGE,
) -> Listing:
    """The page of results that the query string asks for, within the fixed filter `base`.

    At most four queries on the engine. Raises Http404 for a page that does not exist.
    """
    asked = ask(request, base, per_page)
    response = engine.search(asked.query)
    count = page_count(asked, response)
    if "page" in asked.form.errors or asked.query.page > count:
        raise Http404("Cette page de résultats n’existe pas.")
    address = Address(request.path, _pairs(asked))
    name = Noun(*noun)
    return Listing(
        q=asked.text,
        total=response.total,
        heading=f"{name.counted(response.total)} pour « {asked.text} »" if asked.text else name.counted(response.total),
        status_text=f"{name.found(response.total)}, page {asked.query.page} sur {count}",
        results=[result(entry, asked.catalogue, asked.query.text) for entry in response.entries],
        facets=listed_facets(asked, response),
        chips=list(_chips(asked, address)),
        active_count=sum(map(len, asked.query.selected.values())),
        sorts=_sorts(asked),
        page=page_view(address, asked.query.page, count),
        notices=[
            f"{message} Ce critère est ignoré." for messages in asked.form.errors.values() for message in messages
        ],
        relaxations=[] if response.total else relaxations(asked, address),
        hidden=address.without("q").pairs,
        facet_hidden=address.excluding(*(facet.parameter for facet in asked.facets)).pairs,
        base_url=request.path,
        clear_url=request.path,
    )


def page_count(asked: Asked, response: SearchResponse) -> int:
    """An empty list has one page."""
    return max(1, -(-response.total // asked.query.per_page))


def listed_facets(asked: Asked, response: SearchResponse) -> list[FacetView]:
    return [
        facet_view(
            facet,
            asked.catalogue.vocabularies[facet.parameter],
            response.counts[facet.parameter],
            asked.query.selected.get(facet.parameter, ()),
        )
        for facet in asked.facets
    ]


def _pairs(asked: Asked) -> tuple[Pair, ...]:
    """The query string, without its page: words, facets in the order of the site, sort."""
    words = [("q", asked.text)] if asked.text else []
    facets = [(parameter, value) for parameter, values in asked.query.selected.items() for value in values]
    sort = [("tri", asked.chosen_sort)] if asked.chosen_sort else []
    return (*words, *facets, *sort)


def _chips(asked: Asked, address: Address) -> Iterator[Chip]:
    if asked.text:
        yield Chip(f"« {asked.text} »", str(address.without("q")))
    labels = {facet.parameter: facet.label for facet in FACETS}
    for parameter, values in asked.query.selected.items():
        for value in values:
            label = f"{labels[parameter]} : {asked.catalogue.label(parameter, value)}"
            yield Chip(label, str(address.without(parameter, value)))


def _sorts(asked: Asked) -> list[Sort]:
    """Relevance is only offered when there are words to be relevant to."""
    offered = {value: label for value, label in SORTS.items() if asked.text or value != RELEVANCE}
    return [Sort(value, label, value == asked.query.sort) for value, label in offered.items()]
