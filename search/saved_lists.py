"""A list and its conditions, kept as an address: what they mean today, for an alert or for a page of the editors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict
from django.utils.functional import cached_property

from search.addresses import Address
from search.asking import Asked, ask_list
from search.conditions import notices
from search.facets import FACETS
from search.lists import NamedList, list_at

PARAMETERS = ("q", *(facet.parameter for facet in FACETS))
"""What makes a selection; the sort and the page of a list do not."""


class Criterion(NamedTuple):
    """« Thématique », « Mobilités, Écologie »."""

    label: str
    values: str


@dataclass(frozen=True)
class SavedList:
    """A list and its conditions. `asked` has the conditions that still mean something."""

    listing: NamedList
    conditions: QueryDict
    asked: Asked

    @property
    def title(self) -> str:
        return self.listing.title

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The conditions in words; none for a whole list."""
        words = [Criterion("Mots", f"« {self.asked.text} »")] if self.asked.text else []
        return [*words, *self.chosen]

    @cached_property
    def chosen(self) -> list[Criterion]:
        """Those in the words of the site: values of its facets."""
        labels, names = {facet.parameter: facet.label for facet in FACETS}, self.asked.catalogue
        return [
            Criterion(labels[parameter], ", ".join(names.label(parameter, value) for value in values))
            for parameter, values in self.asked.query.selected.items()
        ]

    @property
    def sentence(self) -> str:
        """« Bibliothèque (Thématique : Mobilités) »."""
        said = " ; ".join(f"{label} : {values}" for label, values in self.criteria)
        return f"{self.title} ({said})" if said else self.title

    @property
    def lost(self) -> Sequence[str]:
        """Why nothing can be found: facets none of whose values exists any more. A list would ignore them and show
        everything; an alert that did so would tell of what nobody asked for.
        """
        selected, errors = self.asked.query.selected, self.asked.form.errors
        gone = [facet.parameter for facet in FACETS if facet.parameter in errors and facet.parameter not in selected]
        return [str(message) for parameter in gone for message in errors[parameter]]

    @property
    def notices(self) -> list[str]:
        return notices(self.asked)

    @property
    def address(self) -> Address:
        """Of the list, as it is recorded: values that were merged are those that replace them."""
        return self.asked.address.only(*PARAMETERS)


def saved_list(path: str, conditions: QueryDict, version: str) -> SavedList | None:
    """None when nothing that anybody may read lists anything there."""
    listing = list_at(path, version)
    kept = QueryDict(mutable=True)
    for name in PARAMETERS:
        kept.setlist(name, conditions.getlist(name))
    return SavedList(listing, kept, ask_list(path, kept, listing.base, version)) if listing else None
