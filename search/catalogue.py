"""What the words of a query string mean now: labels of facet values and synonym groups, one reading per version."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from search.facets import FACETS, Vocabulary
from search.models import IndexState, SynonymGroup
from search.text_query import Synonyms
from search.version import PerVersion


@dataclass(frozen=True)
class Catalogue:
    vocabularies: Mapping[str, Vocabulary]
    """By facet parameter."""
    synonyms: Synonyms

    def label(self, parameter: str, value: str) -> str:
        return self.vocabularies[parameter].label(value)


def _read() -> Catalogue:
    groups = SynonymGroup.objects.filter(active=True)
    return Catalogue(
        vocabularies={facet.parameter: facet.read() for facet in FACETS},
        synonyms=Synonyms(group.as_list() for group in groups),
    )


_catalogues = PerVersion(_read)


def catalogue(version: str) -> Catalogue:
    """The catalogue of that version of the content."""
    return _catalogues.get(version)


def watch() -> None:
    """A label, an order or a synonym that changes makes a new version."""
    edited: set[type[Model]] = {SynonymGroup, *(facet.model for facet in FACETS if facet.model)}
    for model in edited:
        post_save.connect(IndexState.renew, sender=model)
        post_delete.connect(IndexState.renew, sender=model)
