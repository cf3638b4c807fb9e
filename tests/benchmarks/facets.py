"""Time the facets of the engine « base » against plain SQL, in the same run and on the same rows.

    python -m tests.benchmarks.facets --entries 10000
    python -m tests.benchmarks.facets --entries 10000 100000 --database-url postgres://user@127.0.0.1:5432/name

The entries are generated (seed 42) from the words of the demonstration, in a test database created and destroyed here.
Each question asks for the total, ten results and the counts of the six listed facets. « à froid » is the first time a
text is asked, « à chaud » the same text with other facets chosen. The engine must give the same totals and counts as
the SQL, which answers the first questions only (`--compared`): it is a hundred times slower.
"""

import argparse
import json
import os
import random
import re
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

import django

LISTED_VALUES = {"theme": 6, "cible": 9, "maturite": 6, "technique": 16, "region": 18}
TYPES, GROUPS, TAGS, AUTHORITIES = 15, 5, 60, 1_200
QUESTIONS = 200
PUBLICATIONS = 20
TEXTS = 10_000
VERSION = "1"


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  # the output of a command


def progress(text: str) -> None:
    if sys.stdout.isatty():
        print(f"  {text}", end="\r", flush=True)  # noqa: T201  # the output of a command


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, nargs="+", default=[10_000])
    parser.add_argument("--compared", type=int, default=QUESTIONS, help="questions also answered by plain SQL")
    parser.add_argument("--database-url", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DATA_DIR=folder, DJANGO_SETTINGS_MODULE="cms.settings.test")
        os.environ.pop("DATABASE_URL", None)
        if options.database_url:
            os.environ["DATABASE_URL"] = options.database_url
        django.setup()
        sys.exit(sum(in_test_database(entries, options.compared) for entries in options.entries))


def in_test_database(entries: int, compared: int) -> int:
    """Number of questions to which the engine and the SQL answer differently."""
    from django.db import connection

    say(f"\nBase {connection.vendor}, {entries} entrées")
    created = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return run(entries, compared)
    finally:
        connection.creation.destroy_test_db(created, verbosity=0)


def run(entries: int, compared: int) -> int:
    from search.engines import DatabaseEngine, SearchQuery

    chance = random.Random(42)
    vocabulary = words_of_the_demonstration()
    fill(chance, vocabulary, entries)
    engine = DatabaseEngine()
    started = time.perf_counter()
    engine.totals([SearchQuery(VERSION)])
    say(f"Ensembles construits en {time.perf_counter() - started:.2f} s")
    cold = questions(chance, vocabulary)
    warm = [with_other_facets(chance, question) for question in cold]
    answers = timed("moteur, à froid", [lambda question=question: engine.search(question) for question in cold])
    timed("moteur, à chaud", [lambda question=question: engine.search(question) for question in warm])
    index_values()
    asked = [lambda question=question: plain_sql(question) for question in cold[:compared]]
    expected = timed("SQL direct", asked) if asked else []
    found = zip(answers[: len(expected)], expected, strict=True)
    wrong = sum((answer.total, answer.counts) != counted for answer, counted in found)
    say(f"Totaux et compteurs égaux au SQL : {len(expected) - wrong}/{len(expected)}")
    suggest(chance, engine, vocabulary)
    publish(engine, entries)
    say(f"Ensembles : {weight_of_sets() / 1e6:.1f} Mo par processus")
    return wrong


def suggest(chance: random.Random, engine, vocabulary: list[str]) -> None:
    """The words read once, then titles completed from two letters on, and words of which two letters changed places."""
    from search.analysis import fold
    from search.engines import SearchQuery

    words = [word for word in map(fold, vocabulary) if len(word) > 5]
    within = SearchQuery(VERSION)
    started = time.perf_counter()
    engine.complete(["ab"], within, 8)
    say(f"Mots des titres lus en {time.perf_counter() - started:.2f} s")
    started = time.perf_counter()
    engine.correct("absente", VERSION)
    say(f"Mots des entrées lus en {time.perf_counter() - started:.2f} s")
    starts = [chance.choice(words)[: chance.randint(2, 6)] for _ in range(QUESTIONS)]
    timed("suggestions", [lambda start=start: engine.complete([start], within, 8) for start in starts])
    typed = [word[:3] + word[4] + word[3] + word[5:] for word in chance.choices(words, k=QUESTIONS)]
    timed("corrections", [lambda word=word: engine.correct(word, VERSION) for word in typed])


def weight_of_sets() -> int:
    """Bytes kept by a second reading: Python objects, then the sets, which live outside of what Python traces."""
    from search.engines import reading

    tracemalloc.start()
    sets = reading.read()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return kept + sum(len(ids.serialize()) for values in sets.values.values() for ids in values.values())


def publish(engine, entries: int) -> None:
    """What the first visitor after a publication waits for: the sets, with one entry that has changed."""
    from search.engines import SearchQuery
    from search.models import IndexState, SearchEntry

    state, durations = IndexState.objects.get(), []
    for number, entry in enumerate(SearchEntry.objects.order_by("pk")[:: entries // PUBLICATIONS]):
        state.sequence += 1
        SearchEntry.objects.filter(pk=entry.pk).update(title=f"Titre {number}", sequence=state.sequence)
        state.save()
        state.record_refresh()
        started = time.perf_counter()
        engine.totals([SearchQuery(f"{VERSION}-{number}")])
        durations.append((time.perf_counter() - started) * 1_000)
    say(f"{'après publication':<17} p50 {median(durations):6.1f} ms   pire {max(durations):6.1f} ms")


def timed(label: str, calls: list) -> list:
    """Answers of the calls. Processor time is that of this process: all of SQLite, nothing of a PostgreSQL server."""
    answers, durations, efforts = [], [], []
    for number, call in enumerate(calls, 1):
        started, busy = time.perf_counter(), time.process_time()
        answers.append(call())
        efforts.append((time.process_time() - busy) * 1_000)
        durations.append((time.perf_counter() - started) * 1_000)
        if number % 50 == 0:
            progress(f"{label} : {number}/{len(calls)}")
    middle, worst = (quantiles(durations, n=100)[cut] for cut in (49, 94))
    effort = quantiles(efforts, n=100)[94]
    say(f"{label:<16} p50 {middle:6.1f} ms   p95 {worst:6.1f} ms   processeur p95 {effort:6.1f} ms")
    return answers


# Content


def words_of_the_demonstration() -> list[str]:
    """Its distinct words, most frequent first, elisions included."""
    import library_pages

    items = json.loads((Path(library_pages.__file__).with_name("demo") / "fiches.json").read_text(encoding="utf-8"))
    texts = [text for item in items["items"] for text in (item["titre"], item["resume"], *item["benefices"])]
    counts = Counter(re.findall(r"(?:[ld]’)?[^\W\d_]{3,}", " ".join(texts).lower()))
    return [word for word, _ in counts.most_common()]


def fill(chance: random.Random, vocabulary: list[str], entries: int) -> None:
    """Each entry has its own facets and date; beyond `TEXTS` of them, texts come again, already analysed."""
    from search.models import IndexState, SearchEntry

    weights = [1 / (rank + 2) for rank in range(len(vocabulary))]
    started, batch, texts = time.perf_counter(), 1_000, []
    for first in range(0, entries, batch):
        numbers = range(first, min(first + batch, entries))
        texts += [text_of(chance.choices(vocabulary, weights, k=110)) for _ in numbers if len(texts) < TEXTS]
        SearchEntry.objects.bulk_create(
            SearchEntry(object_id=number, **texts[number % len(texts)], **values_of(number, chance))
            for number in numbers
        )
        progress(f"entrées : {numbers.stop}/{entries}")
    IndexState.objects.create().record_refresh()
    say(f"Entrées écrites en {time.perf_counter() - started:.1f} s")


def text_of(words: list[str]) -> dict[str, str]:
    from search.analysis import columns
    from search.documents import SearchDocument

    shown = {"title": " ".join(words[:8]), "summary": " ".join(words[8:40]), "text": " ".join(words[40:])}
    return shown | columns(SearchDocument(kind="fiche", url="", **shown))


def values_of(number: int, chance: random.Random) -> dict[str, object]:
    kind = chance.randrange(TYPES)
    facets = {name: chosen(chance, name, size, 1, 2) for name, size in LISTED_VALUES.items()}
    facets["type-collectivite"] = [f"type-{kind}", f"groupe-{kind % GROUPS}"]
    facets["tag"] = chosen(chance, "tag", TAGS, 2, 6)
    facets["collectivite"] = chosen(chance, "collectivite", AUTHORITIES, 1, 1)
    day = f"20{chance.randint(15, 26)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {
        "source": "bench.document",
        "kind": "fiche",
        "url": f"/bibliotheque/{number}/",
        "date": day,
        "facets": facets,
    }


def chosen(chance: random.Random, name: str, size: int, least: int, most: int) -> list[str]:
    return [f"{name}-{value}" for value in chance.sample(range(size), chance.randint(least, most))]


# Questions


def questions(chance: random.Random, vocabulary: list[str]) -> list:
    """A fifth without words, a fifth of the most frequent words, then ordinary, rare and double ones; none twice."""
    broad, middle, rare = vocabulary[:40], vocabulary[60:400], vocabulary[400:]
    texts = [""] * 40 + broad + chance.sample(middle, 50) + chance.sample(rare, 30)
    texts += [f"{chance.choice(broad)} {word}" for word in chance.sample(middle, QUESTIONS - len(texts))]
    chance.shuffle(texts)
    return [question(chance, text) for text in texts]


def question(chance: random.Random, text: str):
    from search.engines import SearchQuery
    from search.text_query import Synonyms, parse

    return SearchQuery(
        version=VERSION,
        selected=selection(chance),
        text=parse(text, Synonyms()) if text else None,
        sort="pertinence",
        counted=[*LISTED_VALUES, "type-collectivite"],
    )


def selection(chance: random.Random) -> dict[str, list[str]]:
    names = chance.sample(sorted(LISTED_VALUES), chance.randint(0, 3))
    return {name: chosen(chance, name, LISTED_VALUES[name], 1, 3) for name in names}


def with_other_facets(chance: random.Random, asked):
    return replace(asked, selected=selection(chance))


# The same answers in SQL, as one would write them first


def index_values() -> None:
    """(entry, parameter, value), both ways indexed: the counts need no join."""
    from django.db import connection

    from search.models import SearchEntry

    rows = (
        (pk, name, value)
        for pk, facets in SearchEntry.objects.values_list("pk", "facets")
        for name, values in facets.items()
        for value in values
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_value (entry bigint, parameter varchar(30), value varchar(60))")
        cursor.executemany("INSERT INTO bench_value VALUES (%s, %s, %s)", rows)
        cursor.execute("CREATE INDEX bench_by_value ON bench_value (parameter, value, entry)")
        cursor.execute("CREATE INDEX bench_by_entry ON bench_value (entry, parameter, value)")
        cursor.execute("ANALYZE")


def plain_sql(asked) -> tuple[int, dict[str, dict[str, int]]]:
    counts = {name: dict(fetch(*grouped(asked, name))) for name in asked.counted}
    where, params = conditions(asked, "id")
    ((total,),) = fetch(f"SELECT count(*) FROM search_searchentry WHERE {where}", params)
    top(asked)
    return total, counts


def grouped(asked, name: str) -> tuple[str, list]:
    where, params = conditions(asked, "entry", ignoring=name)
    return f"SELECT value, count(*) FROM bench_value WHERE parameter = %s AND {where} GROUP BY value", [name, *params]


def conditions(asked, column: str, ignoring: str = "") -> tuple[str, list]:
    parts, params = ["1 = 1"], []
    if asked.text:
        matching, words = matches(asked)
        parts.append(f"{column} IN ({matching})")
        params += words
    for name, values in asked.selected.items():
        if name != ignoring:
            marks = ", ".join(["%s"] * len(values))
            parts.append(f"{column} IN (SELECT entry FROM bench_value WHERE parameter = %s AND value IN ({marks}))")
            params += [name, *values]
    return " AND ".join(parts), params


def matches(asked) -> tuple[str, list]:
    from django.db import connection

    from search.engines import postgresql, sqlite

    if connection.vendor == "sqlite":
        return "SELECT rowid FROM search_fulltext WHERE search_fulltext MATCH %s", [
            sqlite.expression(asked.text, sqlite.anywhere)
        ]
    where, params = postgresql.condition(asked.text, postgresql.anywhere)
    return f"SELECT id FROM search_searchentry WHERE {where}", params


def top(asked) -> None:
    """Ten rows, by score when there are words."""
    from django.db import connection

    from search.engines import postgresql, sqlite

    where, params = conditions(asked, "id")
    if not asked.text:
        fetch(f"SELECT title, summary FROM search_searchentry WHERE {where} ORDER BY date DESC LIMIT 10", params)
    elif connection.vendor == "sqlite":
        match = sqlite.expression(asked.text, sqlite.anywhere)
        fetch(
            "SELECT title, summary FROM search_fulltext JOIN search_searchentry ON id = search_fulltext.rowid "
            f"WHERE search_fulltext MATCH %s AND {where} ORDER BY bm25(search_fulltext) LIMIT 10",
            [match, *params],
        )
    else:
        stems = " | ".join(postgresql.followed(phrase.stems) for phrase in asked.text.phrases)
        fetch(
            f"SELECT title, summary FROM search_searchentry WHERE {where} "
            "ORDER BY ts_rank(title_stems_vector || body_stems_vector, to_tsquery('simple', %s)) DESC LIMIT 10",
            [*params, stems],
        )


def fetch(statement: str, params: list) -> list[tuple]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


if __name__ == "__main__":
    main()
