"""The words of the public entries, and the nearest to one that is not among them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
RARE = 2
"""Entries: a word found no more often may be a mistake for one found `MORE` times more."""
MORE = 5


@dataclass(frozen=True)
class Spelling:
    """`entries` gives the number of entries that hold a word, `stems` those of a family of words; all are folded.

    `pairs` gives, for two letters that follow each other, the words that hold them, by their place in `known`.
    """

    known: Sequence[str]
    entries: Mapping[str, int]
    stems: Mapping[str, int]
    pairs: Mapping[str, BitMap]

    def near(self, word: str) -> Iterator[tuple[int, int, str]]:
        """(mistakes, minus its entries, word) of the words that may have been meant."""
        most = 2 if len(word) >= TWO_MISTAKES else 1
        letters = set(_pairs(word))
        shared = Counter[int]()
        for pair in letters:
            shared.update(self.pairs.get(pair, ()))
        for place, _ in shared.most_common(COMPARED):
            other = self.known[place]
            if abs(len(other) - len(word)) <= most:
                mistakes = distance(word, other, most)
                if mistakes <= most and (len(word) > SHORTEST or sorted(word) == sorted(other)):
                    yield mistakes, -self.entries[other], other


def read_words(rows: QuerySet[SearchEntry]) -> Spelling:
    found = Counter[str]()
    latest = rows.filter(public=True).order_by("-sequence", "-pk")[:MAX_ENTRIES]
    for exact in latest.values_list("exact", flat=True).iterator(chunk_size=ROWS_AT_ONCE):
        found.update(set(exact.split()))
    entries = {word: number for word, number in found.most_common(MAX_WORDS) if _correctable(word)}
    known = list(entries)
    stems, pairs = Counter[str](), defaultdict[str, BitMap](BitMap)
    for place, word in enumerate(known):
        stems[forms(word).folded] += entries[word]
        for pair in set(_pairs(word)):
            pairs[pair].add(place)
    return Spelling(known, entries, stems, pairs)


def correct(spelling: Layers[Spelling], text: str) -> str:
    """The text with the words that are probably misspelt replaced, without accents; empty when none is."""
    text, corrected, end = clean(text), [], 0
    for word in words(text):
        if meant := _meant(spelling, word.forms.exact) if word.lower not in STOP_WORDS else "":
            corrected += [text[end : word.start], meant]
            end = word.end
    return "".join([*corrected, text[end:]]) if corrected else ""


def _meant(spelling: Layers[Spelling], word: str) -> str:
    """What this word was probably meant to be; empty when it is well known or nothing is near."""
    layers = (spelling.whole, spelling.since)
    stem = forms(word).folded
    uses = sum(layer.stems.get(stem, 0) for layer in layers)
    if uses > RARE or not _correctable(word):
        return ""
    near = sorted(found for layer in layers for found in layer.near(word))
    wanted = (word for _, less, word in near if -less >= uses * MORE and forms(word).folded != stem)
    return next(wanted, "")


def _correctable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def _pairs(word: str) -> Iterator[str]:
    """Letters two by two, the ends included: « eau » has « ^e », « ea », « au », « u$ »."""
    ends = f"^{word}$"
    return (ends[place : place + 2] for place in range(len(ends) - 1))


def distance(one: str, other: str, most: int) -> int:
    """Letters missing, added, replaced or in the wrong order between two words; more than `most` is not counted on."""
    before, previous = [], list(range(len(other) + 1))
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
