"""From an HTTP request to the question asked to an engine."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from cms.core.content_version import version_for
from search.catalogue import Catalogue, catalogue
from search.engines import SearchQuery, Selection
from search.facets import Facet, shown_facets
from search.forms import SearchForm
from search.text_query import parse

PER_PAGE = 10


@dataclass(frozen=True)
class Asked:
    """The question, what was typed, and the words that name its parts."""

    form: SearchForm
    query: SearchQuery
    catalogue: Catalogue
    facets: Sequence[Facet]
    """Those shown."""

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


def ask(request: HttpRequest, base: Selection, per_page: int = PER_PAGE) -> Asked:
    """Unknown values are left out and named in `form.errors`; a wrong page number is an error and page 1."""
    version = version_for(request)
    names = catalogue(version).knowing(request.GET)
    form = SearchForm(request.GET, names.vocabularies)
    form.full_clean()
    cleaned = form.cleaned_data
    facets = shown_facets(base)
    query = SearchQuery(
        version=version,
        base=base,
        selected=form.selected,
        text=parse(cleaned["q"], names.synonyms) if cleaned["q"] else None,
        sort=cleaned["tri"],
        page=cleaned.get("page", 1),
        per_page=per_page,
        counted=[facet.parameter for facet in facets],
    )
    return Asked(form, query, names, facets)
