"""What a visitor typed, as clauses that every engine can run."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search.analysis import STOP_WORDS, Word, clean, words

QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»')


@dataclass(frozen=True)
class Phrase:
    """Words that follow one another, in their three forms; one word is the common case."""

    stems: tuple[str, ...]
    folded: tuple[str, ...]
    exact: tuple[str, ...]
    written: str = field(compare=False)
    """As typed, in lower case, for an engine that has its own analysis."""

    @classmethod
    def of(cls, found: Sequence[Word]) -> "Phrase":
        stems, folded, exact = zip(*(word.forms for word in found), strict=True)
        return cls(stems, folded, exact, " ".join(word.lower for word in found))


Alternative = tuple[Phrase, ...]
"""Phrases that must all be there."""
Clause = tuple[Alternative, ...]
"""Alternatives of which one is enough."""


@dataclass(frozen=True)
class TextQuery:
    """Clauses that must all hold. No clause (nothing but signs was typed) finds nothing."""

    clauses: tuple[Clause, ...]

    @property
    def phrases(self) -> list[Phrase]:
        """Every phrase that may explain a result, for highlighting and ranking."""
        found = (phrase for clause in self.clauses for alternative in clause for phrase in alternative)
        return list(dict.fromkeys(found))


class Synonyms:
    """The groups of staff: a term, typed without quotes, also finds the other terms of its group as phrases."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._phrases: dict[tuple[str, ...], list[Phrase]] = {}
        for group in groups:
            terms = [term for term in (_words(text) for text in group) if term]
            for term in terms:
                for key in _keys(term):
                    self._phrases.setdefault(key, []).extend(Phrase.of(other) for other in terms)
        self._longest = max(map(len, self._phrases), default=0)

    def clauses(self, typed: Sequence[Word]) -> list[Clause]:
        """One clause a word, or one for the longest run of words that is a term of a group."""
        found: list[Clause] = []
        start = 0
        while start < len(typed):
            for length in range(max(1, min(self._longest, len(typed) - start)), 0, -1):
                run = typed[start : start + length]
                others = [phrase for key in _keys(run) for phrase in self._phrases.get(key, [])]
                if others:
                    break
            as_typed = tuple(Phrase.of([word]) for word in run)
            found.append(tuple(dict.fromkeys([as_typed, *((phrase,) for phrase in others)])))
            start += len(run)
        return found


def keys(text: str) -> set[tuple[str, ...]]:
    """What a text is recognised by: two texts that share a key are the same words."""
    return _keys(_words(text))


def _keys(term: Sequence[Word]) -> set[tuple[str, ...]]:
    """« protection des données » is recognised with and without accents, and without its « des »."""
    useful = _without_stop_words(term)
    return {tuple(word.forms.stems for word in useful), tuple(word.forms.folded for word in useful)} - {()}


def _words(text: str) -> list[Word]:
    return [word for word in words(clean(text)) if word.forms.exact]


def _without_stop_words(found: Sequence[Word]) -> list[Word]:
    return [word for word in found if word.lower not in STOP_WORDS] or list(found)


def parse(text: str, synonyms: Synonyms) -> TextQuery:
    """Words must all be found; a phrase in quotes (three kinds) is taken as written, without synonyms."""
    quoted = [_words("".join(filter(None, groups))) for groups in QUOTED.findall(text)]
    loose = _words(QUOTED.sub(" ", text))
    phrases = [Phrase.of(found) for found in quoted if found]
    if phrases:
        loose = [word for word in loose if word.lower not in STOP_WORDS]
    clauses = [((phrase,),) for phrase in phrases] + synonyms.clauses(_without_stop_words(loose))
    return TextQuery(tuple(dict.fromkeys(clauses)))
