"""French text made comparable, the same for every engine.

Each word has three forms. `stems` (stemmed, then folded) knows French endings, which need their accents; `folded`
(folded, then stemmed) finds those who type without accents; `exact` (folded only) ranks the written form first. The
first two live in parallel columns with the same positions, so that a phrase of any length matches in either.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from Stemmer import Stemmer

from search.documents import SearchDocument

MAX_WORDS = 16_000
"""Words indexed of one text: the positions of a PostgreSQL tsvector stop at 16 383."""

SMALL_WORDS = (
    "a à au aux avec ce ces cette dans de des du en est et il ils la le les leur leurs ou où par pour que qui sa se "
    "ses son sont sur un une"
)
STOP_WORDS = frozenset(SMALL_WORDS.split())
"""Never required of a result when the query has other words; indexed all the same, for phrases."""

SOFT_HYPHEN = "\u00ad"
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
# An elided article is skipped, not a token of its own: « l’eau » and « eau » have the same positions.
TOKEN = re.compile(
    r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=[^\W_])|(aujourd['’]hui|[^\W_]{1,64})", re.IGNORECASE
)
# Snowball leaves these plurals apart from their singulars: « usagers », then « élus », « vélos », « enjeux ».
CONSONANT_PLURAL = re.compile(r"(?<=.{2}[bcdfgjklmnpqrtvwz])s$")
VOWEL_PLURAL = re.compile(r"(?<=.{2}[aeiouyé])s$|(?<=.eu)x$")
_stemmers = threading.local()


class Forms(NamedTuple):
    """The three comparable forms of one word."""

    stems: str
    folded: str
    exact: str


class Word(NamedTuple):
    """A word where it stands in a text; `start` and `end` are offsets in that text."""

    start: int
    end: int
    lower: str

    @property
    def forms(self) -> Forms:
        return forms(self.lower)


def clean(text: str) -> str:
    """NFC, without soft hyphens: the text whose offsets `words` gives."""
    return unicodedata.normalize("NFC", text).replace(SOFT_HYPHEN, "")


def words(text: str) -> Iterator[Word]:
    """The words of a cleaned text, in order, without elided articles."""
    for match in TOKEN.finditer(text):
        if match[1]:
            yield Word(match.start(), match.end(), unicodedata.normalize("NFKC", match[1]).lower())


def fold(text: str) -> str:
    """Without accents or ligatures; lower case letters and digits only."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    return "".join(char for char in decomposed if char.isalnum())


@lru_cache(maxsize=50_000)
def forms(lower: str) -> Forms:
    exact = fold(lower)
    return Forms(stems=fold(_stem(lower.translate(LIGATURES))), folded=_stem(exact), exact=exact)


def _stem(word: str) -> str:
    """French Snowball stem, plurals mended. PyStemmer objects may not be shared by threads."""
    if not hasattr(_stemmers, "french"):
        _stemmers.french = Stemmer("french", 0)
    stem: str = _stemmers.french.stemWord(CONSONANT_PLURAL.sub("", word))
    return VOWEL_PLURAL.sub("", stem)


def _analyse(text: str) -> list[Forms]:
    """Forms of the words of a text; a word made only of signs has none."""
    found = (word.forms for word in words(clean(text)))
    return [word for word in found if word.exact][:MAX_WORDS]


def columns(document: SearchDocument) -> dict[str, str]:
    """The five analysed columns of `SearchEntry`, words separated by spaces."""
    title = _analyse(document.title)
    body = _analyse(f"{document.summary}\n{document.text}")
    return {
        "title_stems": " ".join(word.stems for word in title),
        "title_folded": " ".join(word.folded for word in title),
        "body_stems": " ".join(word.stems for word in body),
        "body_folded": " ".join(word.folded for word in body),
        "exact": " ".join(word.exact for word in [*title, *body][:MAX_WORDS]),
    }
