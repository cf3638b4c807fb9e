"""What an index holds of an entry, and how: nothing but what the projection says is public."""

import hashlib
import json
import unicodedata
from typing import Any

from search.engines.base import GROUP, WINDOW
from search.engines.elasticsearch.analysis import ANALYSIS
from search.engines.reading import PRECEDENCE, sort_key
from search.facets import FACETS, KIND
from search.models import SearchEntry

LONGEST_KEY = 500
"""Characters of a title that an order looks at."""
SHAPE = 2
"""To be raised when `document` changes while the mapping does not: indices are then made again."""

KEYWORD = {"type": "keyword"}
SHOWN = {"type": "keyword", "index": False, "doc_values": False}
SORTED = {"type": "keyword", "index": False}


def _text(analyzer: str, **options: Any) -> dict[str, Any]:
    return {"type": "text", "analyzer": analyzer, **options}


FORMS = {
    "folded": _text("folded", position_increment_gap=0),
    "exact": _text("exact", position_increment_gap=0),
    "near": _text("near", position_increment_gap=0),
}

BEGINNINGS = _text("beginnings", search_analyzer="exact", norms=False)


def _marked(copy_to: str | None = None, **forms: Any) -> dict[str, Any]:
    """A text whose words are marked in results: where they stand is kept, analysing it again doubles a search."""
    folded = _text("folded", index_options="offsets")
    copied = {"copy_to": copy_to} if copy_to else {}
    return _text("stems", index_options="offsets", fields={"folded": folded, **forms}, **copied)


PROPERTIES: dict[str, Any] = {
    "source": KEYWORD,
    "object_id": {"type": "long"},
    "fragment": KEYWORD,
    "sequence": {"type": "long"},
    "row": {"type": "long", "index": False},
    "kind": KEYWORD,
    "title": _marked(exact=FORMS["exact"], near=FORMS["near"], beginnings=BEGINNINGS),
    "summary": _marked(copy_to="body"),
    "text": _marked(copy_to="body"),
    # Summary then text, without a gap: a phrase is found across them, as in the database.
    "body": _text("stems", position_increment_gap=0, fields=FORMS),
    "url": SHOWN,
    "date": {"type": "date", "format": "strict_date||strict_year_month||strict_year", "ignore_malformed": True},
    "card": {"type": "object", "enabled": False},
    "facets": {"properties": {facet.parameter: KEYWORD for facet in FACETS if facet.parameter != KIND}},
    "order": {"properties": {"newest": SORTED, "title": SORTED, "authority": SORTED}},
    "place": {"type": "geo_point"},
}
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "max_result_window": WINDOW,
    "gc_deletes": "1d",  # a deletion is remembered long enough for any late write to be older than it
    "analysis": ANALYSIS,
}
FINGERPRINT = hashlib.sha256(
    json.dumps([SHAPE, SETTINGS, PROPERTIES, PRECEDENCE], sort_keys=True).encode()
).hexdigest()[:16]
"""An index that carries another one in `_meta` was made by another version of this code."""
INDEX_BODY: dict[str, Any] = {
    "settings": {"index": SETTINGS},
    "mappings": {"dynamic": "strict", "_meta": {"fingerprint": FINGERPRINT}, "properties": PROPERTIES},
}


def field(parameter: str) -> str:
    """Where the values of a facet are."""
    return {KIND: "kind", GROUP: "order.authority"}.get(parameter, f"facets.{parameter}")


def document_id(entry: SearchEntry) -> str:
    return f"{entry.source}:{entry.object_id}:{entry.fragment}"


def document(entry: SearchEntry) -> dict[str, Any]:
    """The body of this entry. Summary before text: `body` reads them in that order."""
    key = sort_key(entry.kind, entry.title, entry.date, entry.facets)
    known = PROPERTIES["facets"]["properties"]
    return {
        "source": entry.source,
        "object_id": entry.object_id,
        "fragment": entry.fragment,
        "sequence": entry.sequence,
        "row": entry.pk,
        "kind": entry.kind,
        "title": _composed(entry.title),
        "summary": _composed(entry.summary),
        "text": _composed(entry.text),
        "url": entry.url,
        "date": entry.date or None,
        "card": entry.card,
        "facets": {parameter: slugs for parameter, slugs in entry.facets.items() if parameter in known},
        "place": _place(entry),
        "order": {"newest": key.newest, "title": key.title[:LONGEST_KEY], "authority": key.authority},
    }


def _composed(text: str) -> str:
    """An accent written beside its letter would be a word of its own."""
    return unicodedata.normalize("NFC", text)


def _place(entry: SearchEntry) -> dict[str, float] | None:
    if entry.latitude is None or entry.longitude is None:
        return None
    return {"lat": entry.latitude, "lon": entry.longitude}
