"""Full text on PostgreSQL: one generated tsvector for each analysed column (migration 0002)."""

from collections.abc import Callable, Sequence

from django.db import connection

from search.text_query import Alternative, Clause, Phrase, TextQuery

Sql = tuple[str, list[str]]
"""A condition and its parameters."""

MATCH = "(SELECT array_agg(id) FROM search_searchentry WHERE {found})"
RANK = """
WITH words AS (SELECT to_tsquery('simple', %s) AS stem_words, to_tsquery('simple', %s) AS folded_words,
                      to_tsquery('simple', %s) AS exact_words)
SELECT id FROM search_searchentry, words WHERE {found} ORDER BY {score} DESC, id
"""
TITLE_SCORE = "ts_rank(title_stems_vector, stem_words, 1) + ts_rank(title_folded_vector, folded_words, 1)"
SCORE = f"""
8 * ({TITLE_SCORE})
+ ts_rank(body_stems_vector, stem_words, 1) + ts_rank(body_folded_vector, folded_words, 1)
+ 4 * ts_rank(exact_vector, exact_words, 1)
"""


class TsVector:
    def match(self, texts: Sequence[TextQuery]) -> list[tuple[list[int], list[int]]]:
        """All ids in one array: a row each would cost more than the search."""
        asked = [condition(text, place) for text in texts for place in (anywhere, in_title)]
        columns = [MATCH.format(found=found) for found, _ in asked]
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(columns), [param for _, params in asked for param in params])
            found = [ids or [] for ids in cursor.fetchone()]
        return list(zip(found[::2], found[1::2], strict=True))

    def rank(self, text: TextQuery) -> list[int]:
        return _ranked(text, condition(text, anywhere), SCORE)

    def rank_titles(self, text: TextQuery) -> list[int]:
        return _ranked(text, condition(text, in_title), TITLE_SCORE)


def _ranked(text: TextQuery, found: Sql, score: str) -> list[int]:
    """Best first; any word of the text adds to the score."""
    where, params = found
    forms = ("stems", "folded", "exact")
    words = [" | ".join(followed(getattr(phrase, form)) for phrase in text.phrases) for form in forms]
    with connection.cursor() as cursor:
        cursor.execute(RANK.format(found=where, score=score), [*words, *params])
        return [pk for (pk,) in cursor.fetchall()]


def condition(text: TextQuery, of_phrase: Callable[[Phrase], Sql]) -> Sql:
    def of_alternative(alternative: Alternative) -> Sql:
        return joined(" AND ", [of_phrase(phrase) for phrase in alternative])

    def of_clause(clause: Clause) -> Sql:
        return joined(" OR ", [of_alternative(alternative) for alternative in clause])

    return joined(" AND ", [of_clause(clause) for clause in text.clauses])


def joined(operator: str, conditions: Sequence[Sql]) -> Sql:
    return (
        "(" + operator.join(sql for sql, _ in conditions) + ")",
        [param for _, params in conditions for param in params],
    )


def followed(terms: Sequence[str]) -> str:
    """Words that follow one another, for `to_tsquery`. They hold letters and digits only: nothing to escape."""
    return "(" + " <-> ".join(terms) + ")"


def matches(column: str, terms: Sequence[str]) -> Sql:
    return f"{column}_vector @@ to_tsquery('simple', %s)", [followed(terms)]


def anywhere(phrase: Phrase) -> Sql:
    bodies = [matches("body_stems", phrase.stems), matches("body_folded", phrase.folded)]
    return joined(" OR ", [in_title(phrase), *bodies])


def in_title(phrase: Phrase) -> Sql:
    return joined(" OR ", [matches("title_stems", phrase.stems), matches("title_folded", phrase.folded)])
