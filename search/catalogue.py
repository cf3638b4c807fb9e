"""What the words of a query string mean now: labels of facet values and synonym groups, one reading per version."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from cms.core.per_version import PerVersion
from search.engines import engine
from search.facets import FACETS
from search.models import PinnedPage, SynonymGroup
from search.text_query import Synonyms, keys
from search.vocabularies import Vocabulary
from search.vocabulary_rows import Rows


@dataclass(frozen=True)
class Catalogue:
    vocabularies: Mapping[str, Vocabulary]
    """By facet parameter. Of a register, the values that public entries have."""
    synonyms: Synonyms
    pins: Mapping[tuple[str, ...], Sequence[int]]
    """What a search is recognised by, to the pages that staff chose for it, in their order."""

    def label(self, parameter: str, value: str) -> str:
        return self.vocabularies[parameter].label(value)

    def knowing(self, asked: QueryDict) -> "Catalogue":
        """With the values of registers that are asked for though no public entry has them: known, without result."""
        extended = {}
        for facet in FACETS:
            vocabulary = self.vocabularies[facet.parameter]
            wanted = map(vocabulary.resolve, asked.getlist(facet.parameter))
            missing = [slug for slug in wanted if slug not in vocabulary]
            if facet.register and missing:
                extended[facet.parameter] = vocabulary.extended(facet.read(missing, Rows()))
        return replace(self, vocabularies={**self.vocabularies, **extended}) if extended else self


def _read(version: str) -> Catalogue:
    used = engine.bitmaps(version).values
    groups, rows = SynonymGroup.objects.filter(active=True), Rows()
    return Catalogue(
        vocabularies={facet.parameter: facet.read(used.get(facet.parameter, ()), rows) for facet in FACETS},
        synonyms=Synonyms(group.as_list() for group in groups),
        pins=_read_pins(),
    )


def _read_pins() -> dict[tuple[str, ...], list[int]]:
    rows = PinnedPage.objects.filter(pins__active=True).order_by("pins", "sort_order", "pk")
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for searches, page in rows.values_list("pins__searches", "page"):
        for key in {key for line in searches.splitlines() for key in keys(line)}:
            if page not in found[key]:
                found[key].append(page)
    return dict(found)


_catalogues = PerVersion(_read)


def catalogue(version: str) -> Catalogue:
    """The catalogue of that version of the content."""
    return _catalogues.get(version)
