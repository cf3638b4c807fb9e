"""The words of the public entries, and the nearest to one that is not among them."""

from __future__ import annotations  # « array[int] » does not exist at run time in Python 3.11

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from pyroaring import BitMap

from search.analysis import STOP_WORDS, clean, forms, words
from search.engines.layers import Layers
from search.models import SearchEntry

MAX_ENTRIES = 20_000
"""Entries read, the latest first: others have few words of their own."""
MAX_WORDS = 60_000
"""Words remembered, the most frequent first: about 20 MB."""
ROWS_AT_ONCE = 2_000
SHORTEST, LONGEST = 3, 30
"""Letters of a word that may be corrected; of three, only when they are in the wrong order."""
TWO_MISTAKES = 6
"""Letters from which a word may hold two mistakes."""
COMPARED = 300
"""Words compared letter by letter: those that share most pairs of letters."""
MOST_WORDS = 5
"""Unknown words of a text that is corrected: comparing each takes milliseconds, and a longer one is left alone."""
EXAMPLES = 3
"""Entries remembered for each word, the latest first: the accents of the word are read there."""
NONE = (0,) * EXAMPLES
RARE = 2
"""Entries: a word found no more often may be a mistake for one found `MORE` times more."""
MORE = 5

Near = tuple[int, int, str]
"""Mistakes, minus the number of entries, and the word: the smallest is the likeliest."""


@dataclass(frozen=True)
class Spelling:
    """`entries` gives the number of entries that hold a word, `stems` those of a family of words; all are folded.

    `pairs` gives, for two letters that follow each other, the words that hold them, by their place in `known`;
    `held` begins with the ids of `EXAMPLES` entries that hold the first word, 0 for none.
    """

    known: Sequence[str]
    entries: Mapping[str, int]
    stems: Mapping[str, int]
    pairs: Mapping[str, BitMap]
    held: array[int]

    def near(self, word: str) -> Iterator[Near]:
        """The words that may have been meant."""
        shared = Counter[int]()
        for pair in set(_pairs(word)):
            shared.update(self.pairs.get(pair, ()))
        for place, _ in shared.most_common(COMPARED):
            other = self.known[place]
            if (number := mistakes(word, other)) is not None:
                yield number, -self.entries[other], other

    def examples(self, word: str) -> list[int]:
        start = self.known.index(word) * EXAMPLES if word in self.entries else len(self.held)
        return [pk for pk in self.held[start : start + EXAMPLES] if pk]


def read_words(rows: QuerySet[SearchEntry]) -> Spelling:
    found = Counter[str]()
    latest = rows.filter(public=True).order_by("-sequence", "-pk")[:MAX_ENTRIES]
    holders: dict[str, tuple[int, ...]] = {}
    for pk, exact in latest.values_list("pk", "exact").iterator(chunk_size=ROWS_AT_ONCE):
        for word in set(exact.split()):
            found[word] += 1
            if found[word] <= EXAMPLES:
                holders[word] = (*holders.get(word, ()), pk)
    entries = {word: number for word, number in found.most_common(MAX_WORDS) if _is_correctable(word)}
    known = list(entries)
    stems, pairs = Counter[str](), defaultdict[str, BitMap](BitMap)
    for place, word in enumerate(known):
        stems[forms(word).folded] += entries[word]
        for pair in set(_pairs(word)):
            pairs[pair].add(place)
    held = array("I", (pk for word in known for pk in (*holders[word], *NONE)[:EXAMPLES]))
    return Spelling(known, entries, stems, pairs, held)


def correct(spelling: Layers[Spelling], text: str) -> str:
    """The text with the words that are probably misspelt replaced, without accents; empty when none is."""
    layers = (spelling.whole, spelling.since)
    typed = {word: sum(layer.stems.get(forms(word).folded, 0) for layer in layers) for word in correctable(text)}
    rare = {word: uses for word, uses in typed.items() if uses <= RARE}
    if len(rare) > MOST_WORDS:
        return ""
    return replaced(text, {word: _meant(layers, word, uses) for word, uses in rare.items()})


def examples(spelling: Layers[Spelling], found: Iterable[str]) -> list[int]:
    """Ids of some entries that hold these words, folded."""
    layers = (spelling.since, spelling.whole)
    return list(dict.fromkeys(pk for word in found for layer in layers for pk in layer.examples(word)))


def correctable(text: str) -> list[str]:
    """Its words that may be misspelt, folded: neither small words, nor codes."""
    found = (word.forms.exact for word in words(clean(text)) if word.lower not in STOP_WORDS)
    return [word for word in dict.fromkeys(found) if _is_correctable(word)]


def replaced(text: str, meant: Mapping[str, str]) -> str:
    """The text with these folded words replaced, the rest as it was typed; empty when it stays the same."""
    text, pieces, end = clean(text), [""], 0
    for word in words(text):
        if other := meant.get(word.forms.exact):
            pieces += [text[end : word.start], other]
            end = word.end
    return "".join([*pieces, text[end:]]) if end else ""


def chosen(word: str, uses: int, near: Iterable[Near]) -> str:
    """What a word found in `uses` entries was probably meant to be; empty when it is well known, or nothing is near."""
    stem = forms(word).folded
    wanted = (other for _, less, other in sorted(near) if -less >= uses * MORE and forms(other).folded != stem)
    return next(wanted, "") if uses <= RARE else ""


def allowed_mistakes(word: str) -> int:
    return 2 if len(word) >= TWO_MISTAKES else 1


def mistakes(word: str, other: str) -> int | None:
    """Between two words of which one may be meant by the other, or None: two mistakes spare the first letter."""
    most = allowed_mistakes(word) if other[0] == word[0] else 1
    if abs(len(other) - len(word)) > most or (len(word) == SHORTEST and sorted(word) != sorted(other)):
        return None
    number = _distance(word, other, most)
    return number if number <= most else None


def _meant(layers: Iterable[Spelling], word: str, uses: int) -> str:
    return chosen(word, uses, (near for layer in layers for near in layer.near(word)))


def _is_correctable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def _pairs(word: str) -> Iterator[str]:
    """Letters two by two, the ends included: « eau » has « ^e », « ea », « au », « u$ »."""
    ends = f"^{word}$"
    return (ends[place : place + 2] for place in range(len(ends) - 1))


def _distance(one: str, other: str, most: int) -> int:
    """Letters missing, added, replaced or in the wrong order between two words; more than `most` is not counted on."""
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, facing in enumerate(other, 1):
            cost = min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (letter != facing))
            if row > 1 and column > 1 and (letter, one[row - 2]) == (other[column - 2], facing):
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, previous = previous, current
    return previous[-1]
