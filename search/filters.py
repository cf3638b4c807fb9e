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
from search.facets import KIND, WHOLE_SITE, Facet, facets_of
from search.forms import QueryField
from search.kinds import MIXED, Noun
from search.tabs import listed_kinds, noun_for

SEARCH_WITHIN = "chercher-"
"""Before the parameter of a facet: the words that its values must hold."""
MAX_ELEMENTS = 222
"""Of all the groups together: with the frame of the site the page stays under 350, whatever is added."""
EACH = 2
"""Elements of a group without its content, of a value, of a field that looks for values."""
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

    opens: bool
    """Whether choosing a type of content brings other filters."""

    @property
    def are_renewed(self) -> bool:
        """Whether this page has more to show than it does."""
        return self.opens or any(group.field for group in self.groups)


def build_filters(request: HttpRequest, base: Selection, noun: Noun = MIXED, twins: Twins | None = None) -> Filters:
    """The filters of the list whose address is above that of the request."""
    asked = ask(request, base, 0, twins)
    asked = asked.counting(_offered(asked))
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
        opens=len(asked.facets) < len(facets_of(base)) and KIND not in asked.query.selected,
    )


def _offered(asked: Asked) -> list[Facet]:
    """Those of the kinds chosen. Of the whole site, until some are, those that tell several kinds apart."""
    found, chosen = facets_of(asked.query.base), asked.query.selected
    if KIND in chosen:
        meant = {facet.parameter for facet in facets_of(asked.listed)}
    elif KIND in asked.query.base:
        return found
    else:
        meant = {facet.parameter for facet in found if len(facet.kinds) != 1 or WHOLE_SITE in facet.shown_in}
    return [facet for facet in found if facet.parameter in meant | {KIND, *chosen}]


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

    def needs_search(self, limit: int) -> bool:
        return bool(self.words) or len(self.values) > min(limit, self.length)

    def elements(self, limit: int) -> int:
        """What the group adds to the page when it shows at most so many values."""
        return EACH * (1 + min(limit, self.length) + self.needs_search(limit))


def _groups(asked: Asked, response: SearchResponse, words: Mapping[str, str]) -> list[FilterGroup]:
    """Long facets are shortened, the longest first, until the page is short enough; those chosen always stay."""
    offers = [
        Offer(facet, _flat(values), words[facet.parameter]) for facet, values in facet_values(asked, response) if values
    ]
    limit = _fair_limit(offers)
    return [_group(offer, limit) for offer in offers]


def _group(offer: Offer, limit: int) -> FilterGroup:
    field = SEARCH_WITHIN + offer.facet.parameter if offer.needs_search(limit) else ""
    return FilterGroup(facet_view(offer.facet, offer.found, min(limit, offer.length)), field, offer.words)


def _words(request: HttpRequest, facet: Facet) -> str:
    words: str = QueryField(required=False).clean(request.GET.get(SEARCH_WITHIN + facet.parameter))
    return words


def _fair_limit(offers: Sequence[Offer]) -> int:
    """The greatest number of values that every facet may show; one at least."""
    limit = 1
    while limit < MAX_ELEMENTS and sum(offer.elements(limit + 1) for offer in offers) <= MAX_ELEMENTS:
        limit += 1
    return limit


def _flat(values: Iterable[FacetValue]) -> list[FacetValue]:
    """Each value and, after it, those that unfold under it."""
    return [value for top in values for value in (top, *top.children)]
