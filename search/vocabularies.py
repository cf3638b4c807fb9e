"""The values of a facet and their labels."""

import re
from collections.abc import Callable, Iterable, Mapping
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
from search.models import SearchEntry
from search.principles import manifesto_entries

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


Read = Callable[[Iterable[str]], Vocabulary]


def terms(model: type[Term]) -> Read:
    """Every term of a vocabulary, in its order; merged ones are only other names of theirs."""

    def read(_: Iterable[str]) -> Vocabulary:
        rows = list(model.objects.values_list("slug", "label", "merged_into__slug"))
        return Vocabulary(
            {slug: label for slug, label, replacement in rows if not replacement},
            aliases={slug: replacement for slug, _, replacement in rows if replacement},
        )

    return read


def choices(enumeration: type[TextChoices]) -> Read:
    """A closed list of the code, in its order."""
    return lambda _: Vocabulary({value: str(label) for value, label in enumeration.choices})


def known(_: Iterable[str]) -> Vocabulary:
    """What is said of some items; that it is not said of another is no answer."""
    return Vocabulary({"oui": "Oui"})


def principles(slugs: Iterable[str]) -> Vocabulary:
    """« S-1, garantir une IA équitable… » of those that something is linked to, in the order of the manifesto."""
    labels = {
        entry.fragment: Truncator(f"{entry.card['principle']}, {entry.summary}").chars(LONGEST_LABEL)
        for entry in manifesto_entries()
        if entry.fragment
    }
    known = {slug: label for slug, label in labels.items() if slug in set(slugs)}
    return Vocabulary({**known, WHOLE_MANIFESTO: "Le manifeste dans son ensemble"})


def segment_natures(_: Iterable[str]) -> Vocabulary:
    """The kinds of passages and, under each, its natures."""
    groups = {nature: kind for kind, natures in NATURES_OF.items() for nature in natures}
    labels = {value: str(label) for value, label in (*SegmentKind.choices, *SegmentNature.choices)}
    return Vocabulary(labels, groups={str(nature): str(kind) for nature, kind in groups.items()})


def follow_up(_: Iterable[str]) -> Vocabulary:
    """The states of what became of a proposal, then none: a gap of the site, not an answer of the territory."""
    known = terms(FollowUpStatus)(())
    return replace(known, labels={**known.labels, NO_STATUS: NO_STATUS_LABEL})


def regions(_: Iterable[str]) -> Vocabulary:
    return Vocabulary(dict(Region.objects.values_list("slug", "name")))


def _aliases(model: Any) -> Mapping[str, str]:
    return model.aliases() if issubclass(model, Tag) else {}


def register(model: Any) -> Read:
    """The rows that these slugs name, by label: the table holds tens of thousands of others."""

    def read(slugs: Iterable[str]) -> Vocabulary:
        rows = model.objects.only("slug", "name").in_bulk(list(slugs), field_name="slug")
        labels = ((slug, str(row.name)) for slug, row in rows.items())
        return Vocabulary(dict(sorted(labels, key=lambda pair: searchable(pair[1]))), aliases=_aliases(model))

    return read


def entries(kind: str) -> Read:
    """Public items of a kind, by the last part of their address: nothing else has a label."""

    def read(slugs: Iterable[str]) -> Vocabulary:
        found = SearchEntry.objects.public().filter(kind=kind).values_list("url", "title")
        labels = {url.rstrip("/").rpartition("/")[2]: title for url, title in found}
        return Vocabulary({slug: labels[slug] for slug in slugs if slug in labels})

    return read


def publisher_countries(_: Iterable[str]) -> Vocabulary:
    """Those of the single market, then all the others together."""
    return Vocabulary({**SLUGS, OUTSIDE: "Hors de l’Union européenne et de l’EEE"})


def authority_types(_: Iterable[str]) -> Vocabulary:
    """The five groups and, under each, its types."""
    groups = {value: str(label) for value, label in AuthorityType.Group.choices}
    types = terms(AuthorityType)(())
    group_of = dict(AuthorityType.objects.current().values_list("slug", "group"))
    return Vocabulary({**groups, **types.labels}, groups=group_of, aliases=types.aliases)


def populations(_: Iterable[str]) -> Vocabulary:
    return Vocabulary({step.slug: step.label for step in POPULATION.steps})


def means(_: Iterable[str]) -> Vocabulary:
    """« Investissement : moins de 50 000 € »."""
    return Vocabulary(
        {
            f"{prefix}-{step.slug}": f"{mean.label}\u00a0: {step.label}"
            for prefix, mean in MEANS.items()
            for step in mean.scale.steps
        }
    )


def years(_: Iterable[str]) -> Vocabulary:
    """Any year; no table lists them."""
    return Vocabulary(open_ended=YEAR)


def kinds(_: Iterable[str]) -> Vocabulary:
    return Vocabulary({slug: kind.label for slug, kind in KINDS.items()})
