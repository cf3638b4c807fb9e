"""The values of a facet and their labels."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import TextChoices
from django.utils.text import Truncator

from cms.core.names import searchable
from cms.taxonomy.models import NATURES_OF, AuthorityType, FollowUpStatus, SegmentKind, SegmentNature, Tag, Term
from cms.territories.europe import OUTSIDE, SLUGS
from cms.territories.models import Region
from cms.territories.population import POPULATION
from search.kinds import KINDS
from search.means import MEANS
from search.principles import manifesto_entries
from search.vocabulary_rows import Rows, TermRow

NO_STATUS = "sans-etat"
"""Value of a proposal whose state nobody has given."""
NO_STATUS_LABEL = "État non communiqué"
WHOLE_MANIFESTO = "manifeste"
"""Value of the facet « principe » for what speaks of the manifesto as a whole."""
LONGEST_LABEL = 90
YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Vocabulary:
    """Slug to label, in order; `groups` gives the value under which another one unfolds.

    `open_ended` recognises values that no table lists: each is its own label. `aliases` gives the value that answers
    for one that was merged into it: old addresses go on answering.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    open_ended: re.Pattern[str] | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)

    def resolve(self, value: str) -> str:
        return value if value in self.labels else self.aliases.get(value, value)

    def __contains__(self, value: str) -> bool:
        return value in self.labels or bool(self.open_ended and self.open_ended.fullmatch(value))

    def label(self, value: str) -> str:
        return self.labels.get(value, value)

    def extended(self, other: "Vocabulary") -> "Vocabulary":
        return replace(self, labels={**self.labels, **other.labels})


Read = Callable[[Iterable[str], Rows], Vocabulary]
"""From the values that public entries have, and from the rows read for all the facets together."""


def terms(model: type[Term]) -> Read:
    """Every term of a vocabulary, in its order; merged ones are only other names of theirs."""

    return lambda _, rows: _vocabulary(rows.terms(model))


def _vocabulary(terms: Sequence[TermRow]) -> Vocabulary:
    return Vocabulary(
        {term.slug: term.label for term in terms if not term.replacement},
        groups={term.slug: term.group for term in terms if term.group and not term.replacement},
        aliases={term.slug: term.replacement for term in terms if term.replacement},
    )


def choices(enumeration: type[TextChoices]) -> Read:
    """A closed list of the code, in its order."""
    return lambda *_: Vocabulary({value: str(label) for value, label in enumeration.choices})


def known(*_: Any) -> Vocabulary:
    """What is said of some items; that it is not said of another is no answer."""
    return Vocabulary({"oui": "Oui"})


def principles(slugs: Iterable[str], _: Rows) -> Vocabulary:
    """« S-1, garantir une IA équitable… » of those that something is linked to, in the order of the manifesto."""
    labels = {
        entry.fragment: Truncator(f"{entry.card['principle']}, {entry.summary}").chars(LONGEST_LABEL)
        for entry in manifesto_entries()
        if entry.fragment
    }
    known = {slug: label for slug, label in labels.items() if slug in set(slugs)}
    return Vocabulary({**known, WHOLE_MANIFESTO: "Le manifeste dans son ensemble"})


def segment_natures(*_: Any) -> Vocabulary:
    """The kinds of passages and, under each, its natures."""
    groups = {nature: kind for kind, natures in NATURES_OF.items() for nature in natures}
    labels = {value: str(label) for value, label in (*SegmentKind.choices, *SegmentNature.choices)}
    return Vocabulary(labels, groups={str(nature): str(kind) for nature, kind in groups.items()})


def follow_up(_: Iterable[str], rows: Rows) -> Vocabulary:
    """The states of what became of a proposal, then none: a gap of the site, not an answer of the territory."""
    known = _vocabulary(rows.terms(FollowUpStatus))
    return replace(known, labels={**known.labels, NO_STATUS: NO_STATUS_LABEL})


def regions(*_: Any) -> Vocabulary:
    return Vocabulary(dict(Region.objects.values_list("slug", "name")))


def _aliases(model: Any) -> Mapping[str, str]:
    return model.aliases() if issubclass(model, Tag) else {}


def register(model: Any) -> Read:
    """The rows that these slugs name, by label: the table holds tens of thousands of others."""

    def read(slugs: Iterable[str], _: Rows) -> Vocabulary:
        found = model.objects.only("slug", "name").in_bulk(list(slugs), field_name="slug")
        labels = ((slug, str(row.name)) for slug, row in found.items())
        return Vocabulary(dict(sorted(labels, key=lambda pair: searchable(pair[1]))), aliases=_aliases(model))

    return read


def entries(kind: str) -> Read:
    """Public items of a kind, by the last part of their address: nothing else has a label."""

    def read(slugs: Iterable[str], rows: Rows) -> Vocabulary:
        labels = rows.titles(kind)
        return Vocabulary({slug: labels[slug] for slug in slugs if slug in labels})

    return read


def publisher_countries(*_: Any) -> Vocabulary:
    """Those of the single market, then all the others together."""
    return Vocabulary({**SLUGS, OUTSIDE: "Hors de l’Union européenne et de l’EEE"})


def authority_types(_: Iterable[str], rows: Rows) -> Vocabulary:
    """The five groups and, under each, its types."""
    groups = {value: str(label) for value, label in AuthorityType.Group.choices}
    types = _vocabulary(rows.terms(AuthorityType))
    return replace(types, labels={**groups, **types.labels})


def populations(*_: Any) -> Vocabulary:
    return Vocabulary({step.slug: step.label for step in POPULATION.steps})


def means(*_: Any) -> Vocabulary:
    """« Investissement : moins de 50 000 € »."""
    return Vocabulary(
        {
            f"{prefix}-{step.slug}": f"{mean.label}\u00a0: {step.label}"
            for prefix, mean in MEANS.items()
            for step in mean.scale.steps
        }
    )


def years(*_: Any) -> Vocabulary:
    """Any year; no table lists them."""
    return Vocabulary(open_ended=YEAR)


def kinds(*_: Any) -> Vocabulary:
    return Vocabulary({slug: kind.label for slug, kind in KINDS.items()})
