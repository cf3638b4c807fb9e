"""What the labels of facets are read from: one statement for all the vocabularies, one for all the titles."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from cms.taxonomy.models import VOCABULARIES, AuthorityType, Term
from search.models import SearchEntry

TITLED = ("acteur", "chapitre", "solution")
"""Kinds whose items are values of a facet."""


class TermRow(NamedTuple):
    """`replacement` is the slug of the term that it was merged into; only types of collectivité have a `group`."""

    vocabulary: int
    order: int
    label: str
    slug: str
    replacement: str | None
    group: str


class Rows:
    """Each table is read when it is first asked for: an object serves for one reading of the facets."""

    def terms(self, model: type[Term]) -> Sequence[TermRow]:
        """All of a vocabulary, in its order."""
        return self._terms[VOCABULARIES.index(model)]

    def titles(self, kind: str) -> Mapping[str, str]:
        """Of the public items of one of the kinds `TITLED`, by the last part of their address."""
        return self._titles[kind]

    @cached_property
    def _terms(self) -> Mapping[int, Sequence[TermRow]]:
        first, *others = (_of(model, number) for number, model in enumerate(VOCABULARIES))
        found = defaultdict(list)
        for row in first.union(*others, all=True).order_by("vocabulary", "order", "label"):
            found[row[0]].append(TermRow(*row))
        return found

    @cached_property
    def _titles(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, dict[str, str]] = {kind: {} for kind in TITLED}
        entries = SearchEntry.objects.public().filter(kind__in=TITLED)
        for kind, url, title in entries.values_list("kind", "url", "title"):
            found[kind][url.rstrip("/").rpartition("/")[2]] = title
        return found


def _of(model: type[Term], number: int) -> QuerySet:
    vocabulary = Value(number, output_field=IntegerField())
    under = F("group") if model is AuthorityType else Value("", output_field=CharField())
    named = model.objects.order_by().annotate(vocabulary=vocabulary, under=under)
    return named.values_list("vocabulary", "order", "label", "slug", "merged_into__slug", "under")
