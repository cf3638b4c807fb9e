"""What a search form proposes while somebody types: titles, collectivités, themes and keywords, by kind."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django import forms
from django.urls import reverse

from cms.core.templatetags.typography import typo
from search.addresses import Address
from search.analysis import STOP_WORDS, clean, words
from search.asking import Asked
from search.engines import Selection, engine
from search.facets import FACETS, KIND
from search.labels import SUGGESTED, matching_labels

LIMIT = 8
"""Suggestions shown, of all kinds."""
LEAST = 2
"""Letters from which something is suggested."""
CONTENTS = "Contenus"
AUTHORITY = "collectivite"
PLURALS = {AUTHORITY: "Collectivités", "theme": "Thématiques", "tag": "Mots-clés"}


class ListForm(forms.Form):
    """`dans`: the address of the list that the chosen value filters."""

    dans = forms.RegexField(
        r"^/(?:[a-z0-9-]+/)*\Z",
        required=False,
        max_length=200,
        error_messages=dict.fromkeys(("invalid", "max_length"), "Liste : adresse inconnue."),
    )


class Suggestion(NamedTuple):
    """`detail` says what it is, in a group that mixes kinds."""

    label: str
    detail: str
    url: str


class Group(NamedTuple):
    label: str
    suggestions: Sequence[Suggestion]


def suggestions_url(path: str, base: Selection) -> str:
    """Where the search form of a list asks for suggestions; the letters typed are added to it."""
    pairs = ((parameter, value) for parameter, values in base.items() for value in values)
    return str(Address(reverse("suggestions"), (("dans", path), *pairs)))


def suggest(asked: Asked, path: str) -> list[Group]:
    """At most `LIMIT` suggestions in the filters of `asked`, shared between the groups that have some.

    `path` is the list that a collectivité, a theme or a keyword filters; that of the collectivités has their pages.
    """
    typed = typed_words(asked.text)
    if not typed:
        return []
    of_authorities = path == reverse("authorities")
    groups = [] if of_authorities else [Group(CONTENTS, _titles(asked, typed))]
    groups += [
        Group(PLURALS[parameter], list(_labels(asked, parameter, typed, path)))
        for parameter in ([AUTHORITY] if of_authorities else _narrowing(asked))
    ]
    shares = _shares([len(group.suggestions) for group in groups])
    return [Group(group.label, group.suggestions[:share]) for group, share in zip(groups, shares, strict=True) if share]


def typed_words(text: str) -> list[str]:
    """Folded words to look for; none when too little is typed. Small words and lone letters only count alone."""
    found = [word for word in words(clean(text)) if word.forms.exact]
    useful = [word for word in found if word.lower not in STOP_WORDS and len(word.forms.exact) >= LEAST]
    kept = list(dict.fromkeys(word.forms.exact for word in useful or found))
    return kept if sum(map(len, kept)) >= LEAST else []


def _titles(asked: Asked, typed: Sequence[str]) -> list[Suggestion]:
    return [
        Suggestion(typo(entry.title), asked.catalogue.label(KIND, entry.kind), entry.url)
        for entry in engine.complete(typed, asked.query, LIMIT)
    ]


def _labels(asked: Asked, parameter: str, typed: Sequence[str], path: str) -> Iterator[Suggestion]:
    for label in matching_labels(parameter, typed, asked.query)[:LIMIT]:
        if path == reverse("authorities"):
            url = reverse("authority", args=[label.value])
        else:
            url = str(Address(path, ((parameter, label.value),)))
        yield Suggestion(typo(label.text), "", url)


def _narrowing(asked: Asked) -> list[str]:
    """The facets whose values can be suggested within this list."""
    known = {facet.parameter: facet for facet in FACETS}
    return [parameter for parameter in SUGGESTED if known[parameter].belongs_to(asked.query.selected)]


def _shares(lengths: Sequence[int]) -> list[int]:
    """How many of each group: one each in turn, until there are `LIMIT` or none is left."""
    turns = sorted((turn, place) for place, length in enumerate(lengths) for turn in range(length))[:LIMIT]
    return [sum(place == group for _, place in turns) for group in range(len(lengths))]
