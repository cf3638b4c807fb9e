"""Show a visitor why a result was found: the words of the query, marked in the original text."""

import re
from collections.abc import Iterable, Sequence

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from search.analysis import Word, clean, words
from search.models.entry import Passages
from search.text_query import TextQuery

SEARCHED = 10_000
"""Characters of a long text in which a passage is looked for."""
PASSAGE = 220
"""Characters of a passage, roughly."""
SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")

Span = tuple[int, int]

MARK, UNMARK = "\ue000", "\ue001"
"""Around what an engine marks itself: characters of private use, so that all it sends back is escaped here."""


def highlight(text: str, query: TextQuery) -> SafeString:
    """The whole text, escaped, with `<mark>` around what the query finds."""
    cleaned = clean(text)
    return _marked(cleaned, _spans(cleaned, query))


def snippet(summary: str, text: str, query: TextQuery) -> SafeString:
    """The summary, marked; when it holds no word of the query, its first sentence and a passage that does."""
    summary = clean(summary)
    spans = _spans(summary, query)
    body = clean(text[:SEARCHED])
    in_body = [] if spans else _spans(body, query)
    return _with_passage(summary, body, in_body) if in_body else _marked(summary, spans)


def marked_by_engine(text: str) -> SafeString:
    """A text that an engine has put its marks in. Lone marks, which only an author can have written, are dropped."""
    return _marked(*_unmarked(text))


def snippet_by_engine(summary: str, passages: Passages) -> SafeString:
    """As `snippet`, from what the engine has marked."""
    if passages.summary or not passages.text:
        return marked_by_engine(passages.summary or summary)
    body, spans = _unmarked(passages.text)
    return _with_passage(summary, body, spans) if spans else _marked(summary, [])


def _unmarked(text: str) -> tuple[str, list[Span]]:
    """What an engine has marked, and where."""
    plain, spans = "", []
    for number, piece in enumerate(clean(text).split(MARK)):
        found, closed, after = piece.partition(UNMARK)
        if closed and number:
            spans.append((len(plain), len(plain) + len(found)))
        plain += found + after.replace(UNMARK, "")
    return plain, spans


def _with_passage(summary: str, body: str, spans: Sequence[Span]) -> SafeString:
    """The first sentence of a summary, then the passage of the text where the first of these spans is."""
    first = SENTENCE.match(summary)
    left, right = _passage(body, *spans[0])
    inside = [(start - left, end - left) for start, end in spans if left <= start and end <= right]
    return format_html("{} […] {}", first[0].strip() if first else "", _marked(body[left:right], inside))


def _passage(text: str, start: int, end: int) -> Span:
    """The sentence of a span, cut between words around it when it is long."""
    left = max(text.rfind(sign, 0, start) for sign in ("\n", ". ", "! ", "? ")) + 1
    sentence = SENTENCE.search(text, left)
    right = max(sentence.end() if sentence else end, end)
    if right - left > PASSAGE:
        left = max(left, text.rfind(" ", 0, max(left, start - PASSAGE // 3)) + 1)
        right = min(right, left + PASSAGE)
        right = right if right == len(text) else max(text.rfind(" ", end, right), end)
    passage = text[left:right]
    return left + len(passage) - len(passage.lstrip()), left + len(passage.rstrip())


def _spans(text: str, query: TextQuery) -> list[Span]:
    """Where the phrases of the query are, first to last, none inside another."""
    found = list(words(text))
    stems = [word.forms.stems for word in found]
    folded = [word.forms.folded for word in found]
    spans = [
        span
        for phrase in query.phrases
        for span in (*_occurrences(phrase.stems, stems, found), *_occurrences(phrase.folded, folded, found))
    ]
    return _apart(spans)


def _occurrences(phrase: tuple[str, ...], forms: list[str], found: list[Word]) -> Iterable[Span]:
    size = len(phrase)
    for start, form in enumerate(forms):
        if form == phrase[0] and tuple(forms[start : start + size]) == phrase:
            yield found[start].start, found[start + size - 1].end


def _apart(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _marked(text: str, spans: Sequence[Span]) -> SafeString:
    """Every piece is escaped, then assembled: nothing that people typed is trusted."""
    starts = [0, *(end for _, end in spans)]
    before = format_html_join(
        "",
        "{}<mark>{}</mark>",
        ((text[previous:start], text[start:end]) for previous, (start, end) in zip(starts, spans, strict=False)),
    )
    return before + conditional_escape(text[starts[-1] :])
