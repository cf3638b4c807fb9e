"""The French of `search.analysis` said to Elasticsearch, so that both engines find the same items.

« stems » and « folded » are the two forms that a word matches by, « exact » the written one, « near » keeps more of the
word than a stem does and ranks. Small words are indexed in all but « near »: a phrase may need them.
"""

from typing import Any

from search.analysis import MAX_WORDS, SMALL_WORDS

LETTER = r"[\p{L}\p{N}]"
START = rf"(?<!{LETTER})"
ARTICLES = "[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu"

# Lucene's Snowball is older than ours: it leaves « française » apart from « français », and cuts these too short.
FEMININE = r"(?<=.{3})aises?$"
NOT_CUT = {"cal": "ais", "mal": "ais aise aises", "mauv": "ais aise aises", "val": "ais", "fal": "aise aises"}
OVERRIDES = [f"{start}{end} => {start}ai" for start, ends in NOT_CUT.items() for end in ends.split()]

CHAR_FILTERS: dict[str, Any] = {
    "characters": {"type": "mapping", "mappings": ["œ => oe", "Œ => oe", "æ => ae", "Æ => ae", r"\u00AD => "]},
    "today": {
        "type": "pattern_replace",
        "pattern": rf"{START}(aujourd)['’](hui)",
        "replacement": "$1$2 ",
        "flags": "CASE_INSENSITIVE",
    },
    "articles": {
        "type": "pattern_replace",
        "pattern": rf"{START}(?:{ARTICLES})['’](?={LETTER})",
        "replacement": "",
        "flags": "CASE_INSENSITIVE",
    },
}
FILTERS: dict[str, Any] = {
    "most": {"type": "limit", "max_token_count": MAX_WORDS},
    "consonant_plural": {"type": "pattern_replace", "pattern": "(?<=.{2}[bcdfgjklmnpqrtvwz])s$", "replacement": ""},
    "feminine": {"type": "pattern_replace", "pattern": FEMININE, "replacement": "ais"},
    "not_cut": {"type": "stemmer_override", "rules": OVERRIDES},
    "french": {"type": "snowball", "language": "French"},
    "vowel_plural": {"type": "pattern_replace", "pattern": "(?<=.{2}[aeiouyé])s$|(?<=.eu)x$", "replacement": ""},
    "small_words": {"type": "stop", "stopwords": SMALL_WORDS.split()},
    "light_french": {"type": "stemmer", "language": "light_french"},
    "fold_too": {"type": "asciifolding", "preserve_original": True},
    "beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": 15, "preserve_original": True},
}
STEM = ["consonant_plural", "not_cut", "feminine", "french", "vowel_plural"]


def _analyzer(*filters: str) -> dict[str, Any]:
    return {
        "type": "custom",
        "char_filter": [*CHAR_FILTERS],
        "tokenizer": "words",
        "filter": ["lowercase", *filters],
    }


ANALYSIS: dict[str, Any] = {
    "char_filter": CHAR_FILTERS,
    "tokenizer": {"words": {"type": "pattern", "pattern": rf"{LETTER}{{1,64}}", "group": 0}},
    "filter": FILTERS,
    "analyzer": {
        "stems": _analyzer("most", *STEM, "asciifolding"),
        "folded": _analyzer("most", "asciifolding", *STEM),
        "exact": _analyzer("most", "asciifolding"),
        "near": _analyzer("small_words", "light_french", "fold_too"),
        "beginnings": _analyzer("asciifolding", "beginnings"),
    },
}
