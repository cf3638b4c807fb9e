"""One question as one request: hits, total, highlights and the counts of every facet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.engines.base import AUTHORITY, PROXIMITY, RECENT, RELEVANCE, TITLE, SearchQuery, Selection
from search.engines.elasticsearch.mapping import field
from search.highlight import MARK, SEARCHED, UNMARK
from search.text_query import Alternative, Clause, Phrase, TextQuery

VALUES = 10_000
"""Values counted of one facet: more than any has, so that no count is approximate. All facets together, less than the
65 536 that Elasticsearch counts at most."""
SHOWN = ("source", "object_id", "fragment", "row", "kind", "title", "summary", "url", "date", "card", "facets", "place")
"""Of the source of a hit, what results show; the text stays where it is."""

FOUND_IN = (
    *("title.exact^12", "title^8", "title.folded^8", "summary^2", "summary.folded^2"),
    *("body.exact^1.5", "body", "body.folded"),
)
"""A phrase is found by its two stems in the title or in the body; the others are parts of these and only rank."""
LEAST_OF_OTHERS = 0.1
"""What a field adds to the score of the best one."""

NEWEST, BY_TITLE, ROW = "order.newest", "order.title", "row"
ORDERS: Mapping[str, Sequence[Any]] = {
    RELEVANCE: ("_score", NEWEST, BY_TITLE, ROW),
    RECENT: (NEWEST, BY_TITLE, ROW),
    TITLE: (BY_TITLE, NEWEST, ROW),
    AUTHORITY: ("order.authority", NEWEST, BY_TITLE, ROW),
}
"""Those of `search.engines.bitmaps`: no two entries are equal, so that pages never repeat one."""


def request(query: SearchQuery) -> dict[str, Any]:
    """The body of the search. Facets that are counted filter the hits only, so that each can ignore its own choice."""
    counted = {name: values for name, values in query.selected.items() if values and name in query.counted}
    fixed = {name: values for name, values in query.selected.items() if name not in counted}
    search = Search().query(_matching(query, fixed))
    search = search.extra(from_=(query.page - 1) * query.per_page, size=query.per_page, track_total_hits=True)
    search = search.extra(timeout=time_allowed()).source(list(SHOWN)).sort(*_order(query))
    if counted:
        search = search.post_filter(Q("bool", filter=narrowing(counted)))
    _count(search, counted, query.counted)
    if query.text and query.per_page:
        search = _highlighted(search, query.text)
    body: dict[str, Any] = search.to_dict()
    return body


def total_request(query: SearchQuery) -> dict[str, Any]:
    """The same without anything but the total."""
    found = (
        Search().query(_matching(query, query.selected)).extra(size=0, track_total_hits=True, timeout=time_allowed())
    )
    body: dict[str, Any] = found.to_dict()
    return body


def time_allowed() -> str:
    """A cluster that says in time how far it went is better than one that is not waited for any more."""
    return f"{settings.ELASTICSEARCH_TIMEOUT * 750:.0f}ms"


def _matching(query: SearchQuery, fixed: Selection) -> Query:
    filters = narrowing(query.base) + narrowing(fixed)
    if query.text is None:
        return Q("bool", filter=filters)
    if not query.text.clauses:
        return Q("match_none")
    must = [_clause(clause) for clause in query.text.clauses]
    if query.sort == RELEVANCE and query.per_page:
        return Q("bool", filter=filters, must=must, should=_preferences(query.text))
    return Q("bool", filter=[*filters, *must])


def narrowing(selection: Selection) -> list[Query]:
    return [Q("terms", **{field(name): list(values)}) for name, values in selection.items() if values]


def _clause(clause: Clause) -> Query:
    alternatives = [_alternative(alternative) for alternative in clause]
    return alternatives[0] if len(alternatives) == 1 else Q("dis_max", queries=alternatives)


def _alternative(alternative: Alternative) -> Query:
    phrases = [_phrase(phrase, FOUND_IN) for phrase in alternative]
    return phrases[0] if len(phrases) == 1 else Q("bool", must=phrases)


def _phrase(phrase: Phrase, fields: Sequence[str]) -> Query:
    return Q("multi_match", query=phrase.written, type="phrase", fields=list(fields), tie_breaker=LEAST_OF_OTHERS)


def _preferences(text: TextQuery) -> list[Query]:
    """What is better without being required: the words together, nearly as they were typed, and what is recent."""
    typed = " ".join(phrase.written for clause in text.clauses for phrase in clause[0])
    today = timezone.localdate(timezone=timezone.get_default_timezone()).isoformat()
    preferred = [
        Q("match", **{"title.near": {"query": typed, "boost": 2}}),
        Q("distance_feature", field="date", origin=today, pivot="730d", boost=0.5),
    ]
    if len(text.clauses) > 1:
        preferred += [
            Q("match_phrase", **{"title.near": {"query": typed, "slop": 2, "boost": 6}}),
            Q("match_phrase", **{"body.near": {"query": typed, "boost": 3}}),
            Q("match_phrase", **{"body.near": {"query": typed, "slop": 8, "boost": 1}}),
        ]
    return preferred


def _order(query: SearchQuery) -> Iterable[Any]:
    if query.sort == PROXIMITY and query.near:
        latitude, longitude = query.near
        here = {"lat": latitude, "lon": longitude}
        return ({"_geo_distance": {"place": here, "order": "asc", "unit": "m"}}, *ORDERS[RECENT])
    by_relevance = query.sort == RELEVANCE and query.text is None
    return ORDERS[RECENT] if by_relevance else ORDERS.get(query.sort, ORDERS[RECENT])


def _count(search: Search, counted: Selection, names: Sequence[str]) -> None:
    """Facets without a choice are counted within the same filter."""
    for name in names:
        others = {other: values for other, values in counted.items() if other != name}
        bucket = f"without:{name}" if name in counted else "all"
        if bucket not in search.aggs:
            search.aggs.bucket(bucket, "filter", Q("bool", filter=narrowing(others)))
        search.aggs[bucket].bucket(name, "terms", field=field(name), size=VALUES)


def _highlighted(search: Search, text: TextQuery) -> Search:
    """Stems and folded forms mark together, a phrase as one; `text` gives its best sentence whole."""
    search = search.highlight_options(type="unified", pre_tags=[MARK], post_tags=[UNMARK])
    for name in ("title", "summary", "text"):
        forms = [name, f"{name}.folded"]
        whole = Q("bool", should=[_phrase(phrase, forms) for phrase in text.phrases], minimum_should_match=1).to_dict()
        size = {"number_of_fragments": 1, "fragment_size": 0} if name == "text" else {"number_of_fragments": 0}
        search = search.highlight(
            name, highlight_query=whole, matched_fields=forms, max_analyzed_offset=SEARCHED, **size
        )
    return search
