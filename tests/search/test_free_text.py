"""Where both analyses of French differ: nowhere on the words of the demonstration, elsewhere as the table says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from search.analysis import clean, words
from search.documents import SearchDocument
from search.engines import engine
from search.engines.elasticsearch.client import alias, bulk_client
from search.engines.elasticsearch.mapping import INDEX_BODY
from tests.search.engines import ELASTICSEARCH, Door
from tests.search.entries import add_entries, fiche, titles

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

KNOWN = json.loads(Path(__file__).with_name("free_text_differences.json").read_text(encoding="utf-8"))
DEMO = [path for path in Path(__file__).parents[2].glob("*/**/demo/*.json") if ".venv" not in path.parts]
AT_ONCE = 3_000
"""Words of one request: Elasticsearch gives 10 000 tokens at most."""


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


@pytest.fixture
def index(elasticsearch_index) -> Iterator[Elasticsearch]:
    """An index without documents, for its analysis."""
    client = bulk_client()
    client.indices.create(index=f"{alias()}-analysis", **INDEX_BODY)
    yield client
    client.indices.delete(index=f"{alias()}-analysis")


@pytest.mark.parametrize("analyzer", ["stems", "folded", "exact"])
def test_each_word_of_the_demonstration_has_the_same_form_for_both_engines(index, analyzer):
    found = [word for path in DEMO for text in texts(json.loads(path.read_text())) for word in words(clean(text))]
    lower = sorted({word.lower for word in found if word.forms.exact})
    assert len(lower) > 2_000
    differences = []
    for start in range(0, len(lower), AT_ONCE):
        some = lower[start : start + AT_ONCE]
        answer = index.indices.analyze(index=f"{alias()}-analysis", analyzer=analyzer, text=some)
        expected = [getattr(word.forms, analyzer) for text in some for word in words(text)]
        differences += [
            (ours, theirs["token"])
            for ours, theirs in zip(expected, answer["tokens"], strict=True)
            if ours != theirs["token"]
        ]
    assert differences == []


def test_the_texts_found_by_one_engine_only_are_those_of_the_table(elasticsearch_index):
    """Each text is a summary with another text after it, as the body of an entry is."""
    door = Door(ELASTICSEARCH)
    add_entries(*(fiche(f"Sonde {n}", summary=text, text="Fin.") for n, (text, _) in enumerate(KNOWN["sondes"])))
    found = []
    for number, (text, typed) in enumerate(KNOWN["sondes"]):
        query = door.query(typed, per_page=100)
        finders = {
            name: f"Sonde {number}" in titles(answer.entries)
            for name, answer in (("base", engine.database.search(query)), ("elasticsearch", door.search(query)))
        }
        if len(set(finders.values())) > 1:
            found.append([text, typed, next(name for name, finds in finders.items() if finds)])
    print("\n".join(f"« {typed} » trouve « {text} » : {name} seulement" for text, typed, name in found))  # noqa: T201
    assert found == KNOWN["differences"]


def test_a_phrase_goes_from_the_summary_to_the_text_in_both_engines(door: Door):
    add_entries(SearchDocument(kind="fiche", title="Titre", url="/t/", summary="Fin du résumé", text="suite du texte"))
    assert door.found('"résumé suite"') == ["Titre"]
    assert door.found('"titre fin"') == []
