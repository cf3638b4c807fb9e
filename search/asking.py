"""From an HTTP request to the question asked to an engine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, QueryDict

from cms.core.content_version import version_for
from cms.territories.models import LocalAuthority
from search.addresses import NEAR, Address, Pair, list_path
from search.catalogue import Catalogue, catalogue
from search.engines import SearchQuery, SearchResponse, Selection, engine
from search.engines.base import AUTHORITY, GROUP, TWINS
from search.facets import FACETS, KIND, Facet
from search.forms import SearchForm
from search.text_query import parse
from search.twins import Profile

PER_PAGE = 10


@dataclass(frozen=True)
class Twins:
    """Of a list of twins: whose, and the parameters that say so."""

    profile: Profile
    kept: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Asked:
    """The question, what was typed, and the words that name its parts."""

    path: str
    """Address of the list."""
    form: SearchForm
    query: SearchQuery
    catalogue: Catalogue
    facets: Sequence[Facet] = ()
    """Those shown with their counts."""
    kept: tuple[Pair, ...] = ()
    """Of the query string, what makes the list itself: in all its addresses."""

    @property
    def text(self) -> str:
        """What was typed, as it is shown back."""
        text: str = self.form.cleaned_data["q"]
        return text

    @property
    def chosen_sort(self) -> str:
        """The sort, when it is not the one that the page has by default."""
        sort: str = self.form.cleaned_data["tri"]
        return "" if sort == self.form.default_sort else sort

    @property
    def near(self) -> LocalAuthority | None:
        """The collectivité that results are sorted from."""
        return self.form.near

    @property
    def address(self) -> Address:
        """The list asked for, on its first page."""
        return self.address_with(self.query.selected)

    def address_with(self, selected: Selection) -> Address:
        """The same list with other facets: words, facets in the order of the site, sort."""
        words = [("q", self.text)] if self.text else []
        facets = [(facet.parameter, value) for facet in FACETS for value in selected.get(facet.parameter, ())]
        sort = [("tri", self.chosen_sort)] if self.chosen_sort else []
        near = [(NEAR, self.near.slug)] if self.near else []
        return Address(self.path, (*self.kept, *words, *facets, *sort, *near))

    @property
    def listed(self) -> Selection:
        """What the list is limited to once the visitor has chosen kinds: other facets belong to it."""
        chosen = self.query.selected.get(KIND)
        return {**self.query.base, KIND: chosen} if chosen else self.query.base

    def counting(self, facets: Sequence[Facet]) -> "Asked":
        """With the counts of these facets; those of the kinds are always there."""
        counted = dict.fromkeys([*self.query.counted, *(facet.parameter for facet in facets)])
        return replace(self, facets=facets, query=replace(self.query, counted=list(counted)))

    def known_counts(self, response: SearchResponse) -> SearchResponse:
        """The counts of the whole list when nothing is found: the values that would find something."""
        whole = replace(self.query, selected={}, text=None, page=1, per_page=0)
        return response if response.total else engine.database.search(whole)


def ask(request: HttpRequest, base: Selection, per_page: int = PER_PAGE, twins: Twins | None = None) -> Asked:
    """The question of the list above the address of this request."""
    asked = ask_list(list_path(request.path), request.GET, base, version_for(request), twins)
    return replace(asked, query=replace(asked.query, per_page=per_page))


def ask_list(path: str, conditions: QueryDict, base: Selection, version: str, twins: Twins | None = None) -> Asked:
    """Unknown values are left out and named in `form.errors`; a wrong page number is an error and page 1."""
    names = catalogue(version).knowing(conditions)
    form = SearchForm(conditions, names.vocabularies, TWINS if twins else "")
    form.full_clean()
    cleaned, near = form.cleaned_data, form.near
    query = SearchQuery(
        version=version,
        base=base,
        selected=form.selected,
        text=parse(cleaned["q"], names.synonyms) if cleaned["q"] else None,
        sort=form.sort,
        page=cleaned.get("page", 1),
        per_page=PER_PAGE,
        counted=[KIND, GROUP] if form.sort == AUTHORITY else [KIND],
        near=near.coordinates if near else None,
        twins_of=twins.profile if twins else None,
    )
    return Asked(path, form, query, names, kept=twins.kept if twins else ())
