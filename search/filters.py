"""Every filter of a list on a page of its own: all the values, and words to look for one among many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from cms.core.names import searchable
from search.addresses import Pair
from search.answering import answer_notices, answered
from search.asking import Asked, Twins, ask
from search.conditions import heading, notices
from search.engines import SearchResponse, Selection
from search.facet_views import FacetValue, FacetView, facet_values, facet_view
from search.facets import KIND, Facet, facets_of
from search.forms import QueryField
from search.kinds import MIXED, Noun
from search.tabs import listed_kinds, noun_for

SEARCH_WITHIN = "chercher-"
"""Before the parameter of a facet: the words that its values must hold."""
MAX_ROWS = 76
"""Values on the page, two elements each, so that it stays under 350 elements whatever is added."""
MAX_REGISTER_ROWS = 5
"""Values of a facet that has too many to be read through: one looks for them."""


@dataclass(frozen=True)
class FilterGroup:
    """`field` is the name of the control that looks for values, empty when they are all shown."""

    facet: FacetView
    field: str
    words: str


@dataclass(frozen=True)
class Filters:
    """The page of filters of a list; `hidden` are the conditions that have no control on it."""

    groups: Sequence[FilterGroup]
    heading: str
    notices: Sequence[str]
    hidden: Sequence[Pair]
    url: str
    list_url: str
    back_url: str


def build_filters(request: HttpRequest, base: Selection, noun: Noun = MIXED, twins: Twins | None = None) -> Filters:
    """The filters of the list whose address is above that of the request."""
    asked = ask(request, base, 0, twins).counting(facets_of(base))
    words = {facet.parameter: _words(request, facet) for facet in asked.facets}
    response = answered(request, asked.query)
    address = asked.address
    name = noun_for(listed_kinds(asked, response.counts[KIND]), noun)
    return Filters(
        groups=_groups(asked, response, words),
        heading=heading(asked, name, response.total),
        notices=[*answer_notices(response), *notices(asked)],
        hidden=address.excluding(*(facet.parameter for facet in asked.facets)).pairs,
        url=request.path,
        list_url=asked.path,
        back_url=str(address),
    )


@dataclass(frozen=True)
class Offer:
    """The values that a facet has to offer, and the words that a visitor looks for among them."""

    facet: Facet
    values: Sequence[FacetValue]
    words: str

    @cached_property
    def found(self) -> list[FacetValue]:
        """Values whose label holds every word, whatever the accents, and those chosen."""
        wanted = searchable(self.words).split()
        return [value for value in self.values if value.kept or all(word in searchable(value.label) for word in wanted)]

    @property
    def length(self) -> int:
        return min(len(self.found), MAX_REGISTER_ROWS) if self.facet.register else len(self.found)


def _groups(asked: Asked, response: SearchResponse, words: Mapping[str, str]) -> list[FilterGroup]:
    """Long facets are shortened, the longest first, until the page is short enough; those chosen always stay."""
    offers = [
        Offer(facet, _flat(values), words[facet.parameter]) for facet, values in facet_values(asked, response) if values
    ]
    limit = _fair_limit([offer.length for offer in offers])
    return [_group(offer, min(limit, offer.length)) for offer in offers]


def _group(offer: Offer, limit: int) -> FilterGroup:
    needs_search = bool(offer.words) or len(offer.values) > limit
    field = SEARCH_WITHIN + offer.facet.parameter if needs_search else ""
    return FilterGroup(facet_view(offer.facet, offer.found, limit), field, offer.words)


def _words(request: HttpRequest, facet: Facet) -> str:
    words: str = QueryField(required=False).clean(request.GET.get(SEARCH_WITHIN + facet.parameter))
    return words


def _fair_limit(lengths: Sequence[int]) -> int:
    """The greatest number of values that every facet may show."""
    return next(limit for limit in range(MAX_ROWS, 0, -1) if sum(min(length, limit) for length in lengths) <= MAX_ROWS)


def _flat(values: Iterable[FacetValue]) -> list[FacetValue]:
    """Each value and, after it, those that unfold under it."""
    return [value for top in values for value in (top, *top.children)]
