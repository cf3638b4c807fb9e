"""The contract of the query string, the same for pages and for the API."""

import re
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cms.territories.models import LocalAuthority
from search.addresses import NEAR
from search.engines.base import AUTHORITY, PROXIMITY, RECENT, RELEVANCE, TITLE, TWINS
from search.facets import FACETS
from search.nearby import NearField
from search.vocabularies import Vocabulary

MAX_QUERY = 200
MAX_SHOWN = 60
"""Characters of an unknown value repeated to the visitor."""
MAX_PAGE = 1_000_000
REFUSED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""By XML, control characters included."""
SORTS = {
    RELEVANCE: "Pertinence",
    RECENT: "Plus récent d’abord",
    TITLE: "Titre, de A à Z",
    AUTHORITY: "Collectivité, de A à Z",
    PROXIMITY: "Proximité",
}
OWN_SORTS = {TWINS: "Ressemblance"}
"""Of lists that are made for them."""


def printable(text: str) -> str:
    """What XML refuses becomes a space: control characters, lone surrogates, the two codes that are no character."""
    return REFUSED.sub(" ", text)


class QueryField(forms.CharField):
    """What is searched: what is too long is cut rather than refused."""

    def to_python(self, value: Any) -> str:
        return " ".join(printable(value or "").split())[:MAX_QUERY].strip()


class FacetField(forms.Field):
    """Values of one facet, each once, in the order of the query string; a merged one stands for its replacement."""

    widget = forms.MultipleHiddenInput

    def __init__(self, vocabulary: Vocabulary, label: str) -> None:
        super().__init__(required=False, label=label)
        self.vocabulary = vocabulary

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(map(self.vocabulary.resolve, filter(None, value or []))))

    def known(self, value: Any) -> list[str]:
        return [slug for slug in self.to_python(value) if slug in self.vocabulary]

    def validate(self, value: list[str]) -> None:
        unknown = [slug for slug in value if slug not in self.vocabulary]
        if unknown:
            shown = ", ".join(f"« {slug[:MAX_SHOWN]} »" for slug in unknown[:3])
            raise ValidationError(f"{self.label} : valeur inconnue ({shown}).")


class SearchForm(forms.Form):
    """Errors are for the caller to judge: a notice on a page, a 400 in the API. `cleaned_data` is usable all the same.

    A facet keeps its known values, an unknown sort is the default one; only `page` is absent when it is wrong.
    `own_sort` is that of a list that has one, by default.
    """

    default_sort = RECENT
    q = QueryField(required=False)
    tri = forms.ChoiceField(
        required=False, choices=list(SORTS.items()), error_messages={"invalid_choice": "Tri : valeur inconnue."}
    )
    page = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MAX_PAGE,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Page : cette page n’existe pas."),
    )

    def __init__(self, data: QueryDict, vocabularies: Mapping[str, Vocabulary], own_sort: str = "") -> None:
        super().__init__(data)
        self.own_sort = own_sort
        if own_sort:
            sorts = cast(forms.ChoiceField, self.fields["tri"])
            sorts.choices = [*SORTS.items(), (own_sort, OWN_SORTS[own_sort])]
        self.fields[NEAR] = NearField()
        for facet in FACETS:
            self.fields[facet.parameter] = FacetField(vocabularies[facet.parameter], facet.label)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            if isinstance(field, FacetField) and name not in cleaned:
                cleaned[name] = field.known(self[name].data)
        self.default_sort = self.own_sort or (RELEVANCE if cleaned["q"] else RECENT)
        chosen = cleaned.get("tri") or self.default_sort
        without_words = chosen == RELEVANCE and not cleaned["q"]
        cleaned["tri"] = self.default_sort if without_words else chosen
        if chosen == PROXIMITY and not cleaned.get(NEAR) and NEAR not in self.errors:
            self.add_error(NEAR, "Près de : indiquez une collectivité pour trier par proximité.")
        if "page" not in self.errors:
            cleaned["page"] = cleaned.get("page") or 1
        return cleaned

    @property
    def near(self) -> LocalAuthority | None:
        """The collectivité that results are sorted from, when they are."""
        near: LocalAuthority | None = self.cleaned_data.get(NEAR)
        return near if self.cleaned_data["tri"] == PROXIMITY else None

    @property
    def sort(self) -> str:
        """The order that can be made: a proximity without a place is the default one."""
        sort: str = self.cleaned_data["tri"]
        return self.default_sort if sort == PROXIMITY and not self.near else sort

    @property
    def selected(self) -> dict[str, list[str]]:
        """Facet parameter to chosen values; facets without a choice are absent."""
        return {facet.parameter: values for facet in FACETS if (values := self.cleaned_data[facet.parameter])}
