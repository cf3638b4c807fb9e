"""« Vouliez-vous dire »: the words that were probably meant, when those typed find little."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from search.addresses import ORDERING
from search.analysis import clean, words
from search.asking import Asked
from search.engines import SearchQuery, SearchResponse, engine
from search.engines.base import RELEVANCE
from search.engines.spelling import replaced
from search.models import SearchEntry
from search.text_query import parse

FEW = 2
"""Results up to which something else is proposed."""
READ = 5
"""Best results in which the accents of a corrected word are read."""


class Attempt(NamedTuple):
    """Corrected words, where they are searched, and what that would find."""

    text: str
    url: str
    filtered: bool
    query: SearchQuery


class Correction(NamedTuple):
    """`count`: what its address finds, always more than what was typed; `filtered`, with the same filters."""

    text: str
    url: str
    count: int  # type: ignore[assignment]  # the name of the contract; nobody counts in this tuple
    filtered: bool


def correction(asked: Asked, response: SearchResponse) -> Correction | None:
    """Nothing when enough is found, when nothing seems misspelt, or when the corrected words find no more."""
    tried = attempts(asked, response)
    return found_more(tried, engine.totals([attempt.query for attempt in tried]), response)


def attempts(asked: Asked, response: SearchResponse) -> list[Attempt]:
    """Within the filters, then without them."""
    few = asked.text and response.total <= FEW
    text = engine.correct(asked.text, asked.query.version) if few else ""
    return list(_attempts(asked, _accented(asked, text))) if text else []


def found_more(tried: Sequence[Attempt], counts: Sequence[int], response: SearchResponse) -> Correction | None:
    """The first attempt that finds more than what was typed; `counts` is what each finds."""
    better = (
        Correction(attempt.text, attempt.url, count, attempt.filtered)
        for attempt, count in zip(tried, counts, strict=True)
        if count > response.total
    )
    return next(better, None)


def _attempts(asked: Asked, text: str) -> Iterator[Attempt]:
    query = _asking(asked.query, asked, text)
    yield Attempt(text, str(asked.address.replacing("q", text)), True, query)
    if query.selected:
        address = asked.address.only("q", *ORDERING).replacing("q", text)
        yield Attempt(text, str(address), False, replace(query, selected={}))


def _asking(query: SearchQuery, asked: Asked, text: str) -> SearchQuery:
    return replace(query, text=parse(text, asked.catalogue.synonyms), page=1, counted=())


def _accented(asked: Asked, text: str) -> str:
    """The text with its new words as entries write them: the engine knows them without accents."""
    typed = {word.forms.exact for word in words(clean(asked.text))}
    new = sorted({word.forms.exact for word in words(clean(text))} - typed)
    everywhere = replace(_asking(asked.query, asked, text), selected={}, sort=RELEVANCE, per_page=READ)
    written = _written(engine.examples(new, everywhere))
    return replaced(text, {word: written[word] for word in new if word in written}) or text


def _written(entries: Iterable[SearchEntry]) -> dict[str, str]:
    """Folded word to the way these entries write it most often, in lower case."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        passage = entry.passages.text if entry.passages else ""
        for word in words(clean("\n".join([entry.title, entry.summary, entry.text, passage]))):
            found[word.forms.exact][word.lower] += 1
    return {exact: spellings.most_common(1)[0][0] for exact, spellings in found.items()}
