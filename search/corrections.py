"""« Vouliez-vous dire »: the words that were probably meant, when those typed find little."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
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


class Correction(NamedTuple):
    """`count`: what its address finds, always more than what was typed; `filtered`, with the same filters."""

    text: str
    url: str
    count: int  # type: ignore[assignment]  # the name of the contract; nobody counts in this tuple
    filtered: bool


def correction(asked: Asked, response: SearchResponse) -> Correction | None:
    """Nothing when enough is found, when nothing seems misspelt, or when the corrected words find no more."""
    if not asked.text or response.total > FEW:
        return None
    text = engine.correct(asked.text, asked.query.version)
    return next(_corrections(asked, text, response.total), None) if text else None


def _corrections(asked: Asked, text: str, total: int) -> Iterator[Correction]:
    """Within the filters, or else without them; one statement counts both."""
    unfiltered = replace(asked.query, selected={})
    places = [(asked.query, asked.address, True), (unfiltered, asked.address.only("q", *ORDERING), False)]
    tried = places if asked.query.selected else places[:1]
    written = _accented(asked, text)
    counts = engine.totals([_asking(query, asked, written) for query, _, _ in tried])
    for (_, address, filtered), count in zip(tried, counts, strict=True):
        if count > total:
            yield Correction(written, str(address.replacing("q", written)), count, filtered)


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
