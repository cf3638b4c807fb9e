"""The facets of the site, in the order of the pages. Adding one is one entry of `FACETS`.

A document carries, for each parameter, the slugs it answers to (`SearchDocument.facets`); « type » is its kind. Values
of one facet are alternatives (OR), facets restrict one another (AND), and the counts of a facet ignore its own choice.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from cms.taxonomy.models import Audience, AuthorityType, Maturity, Tag, Technique, Theme
from cms.territories.models import LocalAuthority, Region

KIND = "type"
KINDS = {"fiche": "Fiche", "page": "Page"}
YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Vocabulary:
    """Slug to label, in order; `groups` gives the value under which another one unfolds.

    `open_ended` recognises values that no table lists: each is its own label, the greatest first.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    open_ended: re.Pattern[str] | None = None

    def __contains__(self, value: str) -> bool:
        return value in self.labels or bool(self.open_ended and self.open_ended.fullmatch(value))

    def label(self, value: str) -> str:
        return self.labels.get(value, value)


@dataclass(frozen=True)
class Facet:
    """One way to narrow a listing, under one parameter of the query string."""

    parameter: str
    label: str
    read: Callable[[], Vocabulary]
    """Labels as they are now; called once per version of the content."""
    model: type[models.Model] | None = None
    """Where the labels are edited."""
    listed: bool = True
    """Shown with its counts; otherwise it only filters."""
    open: bool = False
    exhaustive: bool = False
    """Values without any result stay visible: a vocabulary short enough to be learnt."""
    by_count: bool = False
    """Most frequent values first, instead of the order of the vocabulary."""


def table(parameter: str, label: str, model: Any, label_field: str = "label", **options: Any) -> Facet:
    """A facet whose values are the rows of a table that has a slug."""

    def read() -> Vocabulary:
        return Vocabulary(dict(model.objects.values_list("slug", label_field)))

    return Facet(parameter, label, read, model, **options)


def authority_types() -> Vocabulary:
    """The five groups and, under each, its types."""
    rows = list(AuthorityType.objects.values_list("slug", "label", "group"))
    labels = {value: str(label) for value, label in AuthorityType.Group.choices}
    return Vocabulary(labels | {slug: label for slug, label, _ in rows}, {slug: group for slug, _, group in rows})


FACETS: tuple[Facet, ...] = (
    table("theme", "Thématique", Theme, open=True, exhaustive=True),
    Facet("type-collectivite", "Type de collectivité", authority_types, AuthorityType, open=True),
    table("cible", "Cible", Audience, open=True),
    table("maturite", "Maturité", Maturity),
    table("technique", "Technique", Technique, by_count=True),
    table("region", "Région", Region, "name", by_count=True),
    Facet(KIND, "Nature", lambda: Vocabulary(KINDS), listed=False),
    table("collectivite", "Collectivité", LocalAuthority, "name", listed=False),
    table("tag", "Mot-clé", Tag, "name", listed=False),
    Facet("annee", "Année de début", lambda: Vocabulary(open_ended=YEAR), listed=False),
)
MAX_LISTED = 6
"""Beyond, a listing would pass 350 elements."""
LISTED: tuple[Facet, ...] = tuple(facet for facet in FACETS if facet.listed)[:MAX_LISTED]
