"""What Elasticsearch answers, in the shapes of the engines. Anything else than expected is a LookupError or so."""

from collections.abc import Mapping
from typing import Any

from search.engines.base import SearchQuery, SearchResponse
from search.models import SearchEntry
from search.models.entry import Passages


def response(query: SearchQuery, answer: Mapping[str, Any]) -> SearchResponse:
    check(answer)
    return SearchResponse(
        total=total(answer),
        entries=entries(answer),
        counts={name: _counts(answer["aggregations"], name) for name in query.counted},
        engine="elasticsearch",
    )


def entries(answer: Mapping[str, Any]) -> list[SearchEntry]:
    return [_entry(hit) for hit in answer["hits"]["hits"]]


def check(answer: Mapping[str, Any]) -> None:
    """Raises ValueError for the answer of a cluster that had no time, or no shard, to look everywhere."""
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise ValueError("partial answer")


def total(answer: Mapping[str, Any]) -> int:
    return int(answer["hits"]["total"]["value"])


def _entry(hit: Mapping[str, Any]) -> SearchEntry:
    source, marked = hit["_source"], hit.get("highlight", {})
    place = source.get("place") or {}
    entry = SearchEntry(
        pk=source["row"],
        latitude=place.get("lat"),
        longitude=place.get("lon"),
        date=source["date"] or "",
        **{name: source[name] for name in ("source", "object_id", "fragment", "kind", "title", "summary", "url")},
        **{name: source[name] for name in ("card", "facets")},
    )
    entry.passages = Passages(**{name: marked[name][0] for name in ("title", "summary", "text") if name in marked})
    return entry


def _counts(aggregations: Mapping[str, Any], name: str) -> dict[str, int]:
    within = aggregations.get(f"without:{name}") or aggregations["all"]
    return {bucket["key"]: bucket["doc_count"] for bucket in within[name]["buckets"]}
