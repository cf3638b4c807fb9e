"""Full text on SQLite: one FTS5 table over the analysed columns (migration 0002)."""

import json
from collections.abc import Callable, Sequence

from django.db import connection

from search.text_query import Alternative, Clause, Phrase, TextQuery

MATCH = "(SELECT group_concat(rowid) FROM search_fulltext WHERE search_fulltext MATCH %s)"
# Weights of title_stems, title_folded, body_stems, body_folded, exact. The smallest bm25 is the best.
RANK = """
SELECT rowid FROM search_fulltext WHERE search_fulltext MATCH %s
ORDER BY bm25(search_fulltext, 8.0, 8.0, 1.0, 1.0, 4.0), rowid
"""


class Fts5:
    def match(self, texts: Sequence[TextQuery]) -> list[tuple[list[int], list[int]]]:
        """All ids in one string: a row each would cost more than the search."""
        asked = [expression(text, place) for text in texts for place in (anywhere, in_title)]
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join([MATCH] * len(asked)), asked)
            found = [json.loads(f"[{ids or ''}]") for ids in cursor.fetchone()]
        return list(zip(found[::2], found[1::2], strict=True))

    def rank(self, text: TextQuery) -> list[int]:
        return _ranked(expression(text, scored))

    def rank_titles(self, text: TextQuery) -> list[int]:
        return _ranked(expression(text, in_title))


def _ranked(match: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(RANK, [match])
        return [pk for (pk,) in cursor.fetchall()]


def expression(text: TextQuery, of_phrase: Callable[[Phrase], str]) -> str:
    """The query in the language of FTS5. The terms hold letters and digits only: nothing to escape."""

    def of_alternative(alternative: Alternative) -> str:
        return " AND ".join(f"({of_phrase(phrase)})" for phrase in alternative)

    def of_clause(clause: Clause) -> str:
        return " OR ".join(f"({of_alternative(alternative)})" for alternative in clause)

    return " AND ".join(f"({of_clause(clause)})" for clause in text.clauses)


def anywhere(phrase: Phrase) -> str:
    stems, folded = " ".join(phrase.stems), " ".join(phrase.folded)
    return f'{{title_stems body_stems}} : "{stems}" OR {{title_folded body_folded}} : "{folded}"'


def in_title(phrase: Phrase) -> str:
    return f'title_stems : "{" ".join(phrase.stems)}" OR title_folded : "{" ".join(phrase.folded)}"'


def scored(phrase: Phrase) -> str:
    """As `anywhere`: an exact form is always found by its stem, here it adds to the score."""
    return f'{anywhere(phrase)} OR exact : "{" ".join(phrase.exact)}"'
