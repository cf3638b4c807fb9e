"""The beginning of a title completed, and a misspelt word corrected, by Elasticsearch."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.engines.base import SearchQuery
from search.engines.elasticsearch.analysis import FILTERS
from search.engines.elasticsearch.request import NEWEST, ROW, SHOWN, narrowing, time_allowed
from search.engines.spelling import (
    MOST_WORDS,
    RARE,
    Near,
    allowed_mistakes,
    chosen,
    correctable,
    mistakes,
    replaced,
)

BEGINS, WHOLE = 4, 2
"""Scores of a title that begins with what is typed, and of one that has its very words."""
WRITTEN = ("title.exact", "body.exact")
"""Where the words of the entries are, folded."""
CANDIDATES = 10


def completion_request(words: Sequence[str], within: SearchQuery, limit: int) -> dict[str, Any]:
    """All scores are constant: among titles that are as good, the newest come first."""
    begins = [Q("span_multi", match=Q("prefix", **{"title.exact": word})) for word in words]
    first = Q("span_first", match=Q("span_near", clauses=begins, slop=0, in_order=True), end=len(words))
    whole = Q("match", **{"title.exact": {"query": " ".join(words), "operator": "and"}})
    found = Q(
        "bool",
        filter=[
            *narrowing(within.base),
            *narrowing(within.selected),
            *map(_beginning, words),
        ],
        should=[
            Q("constant_score", filter=first, boost=BEGINS),
            Q("constant_score", filter=whole, boost=WHOLE),
        ],
    )
    search = Search().query(found).source(list(SHOWN)).sort("_score", NEWEST, ROW)
    body: dict[str, Any] = search.extra(size=limit, timeout=time_allowed(), track_total_hits=False).to_dict()
    return body


def _beginning(word: str) -> Query:
    """The beginnings of the words are indexed up to a length; the words that have a longer one are looked up."""
    if len(word) <= FILTERS["beginnings"]["max_gram"]:
        return Q("match", **{"title.beginnings": word})
    return Q("prefix", **{"title.exact": word})


def correction_request(text: str) -> dict[str, Any]:
    """For each word, how many entries it finds and the words near it, in one request."""
    search = Search().extra(size=0, timeout=time_allowed(), track_total_hits=False)
    uses = {word: Q("multi_match", query=word, fields=["title.folded", "body.folded"]) for word in correctable(text)}
    search.aggs.bucket("uses", "filters", filters=uses)
    for word in uses:
        for field in WRITTEN:
            options = {
                "suggest_mode": "always",
                "string_distance": "damerau_levenshtein",
                "max_edits": allowed_mistakes(word),
                "min_word_length": len(word),
                "prefix_length": 0,
                "size": CANDIDATES,
            }
            search = search.suggest(f"{word} {field}", word, term={"field": field, **options})
    body: dict[str, Any] = search.to_dict()
    return body


def corrected(text: str, answer: Mapping[str, Any]) -> str:
    """What the answer to `correction_request(text)` says; empty when nothing seems misspelt."""
    uses = answer["aggregations"]["uses"]["buckets"]
    rare = {word: found["doc_count"] for word, found in uses.items() if found["doc_count"] <= RARE}
    if len(rare) > MOST_WORDS:
        return ""
    return replaced(text, {word: chosen(word, number, _near(word, answer["suggest"])) for word, number in rare.items()})


def _near(word: str, suggested: Mapping[str, Any]) -> Iterator[Near]:
    for field in WRITTEN:
        for token in suggested[f"{word} {field}"]:
            for option in token["options"]:
                if (number := mistakes(word, option["text"])) is not None:
                    yield number, -option["freq"], option["text"]
