"""What the words of a query string mean now: labels of facet values and synonym groups, one reading per version."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import QueryDict

from search.engines import engine
from search.facets import FACETS
from search.models import IndexState, SynonymGroup
from search.projection import current_version
from search.text_query import Synonyms
from search.version import PerVersion
from search.vocabularies import Vocabulary


@dataclass(frozen=True)
class Catalogue:
    vocabularies: Mapping[str, Vocabulary]
    """By facet parameter. Of a register, the values that public entries have."""
    synonyms: Synonyms

    def label(self, parameter: str, value: str) -> str:
        return self.vocabularies[parameter].label(value)

    def knowing(self, asked: QueryDict) -> "Catalogue":
        """With the values of registers that are asked for though no public entry has them: known, without result."""
        extended = {}
        for facet in FACETS:
            vocabulary = self.vocabularies[facet.parameter]
            missing = [slug for slug in asked.getlist(facet.parameter) if slug not in vocabulary]
            if facet.register and missing:
                extended[facet.parameter] = vocabulary.extended(facet.read(missing))
        return replace(self, vocabularies={**self.vocabularies, **extended}) if extended else self


def _read() -> Catalogue:
    used = engine.bitmaps(current_version()).values
    groups = SynonymGroup.objects.filter(active=True)
    return Catalogue(
        vocabularies={facet.parameter: facet.read(used.get(facet.parameter, ())) for facet in FACETS},
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
