"""What readers type, on the real texts of the demonstration, against the same texts read by regular expression."""

import json
import re
from pathlib import Path

import pytest

import library_pages
from cms.core.content_version import current_version
from search import demo
from search.catalogue import catalogue
from search.documents import SearchDocument
from search.engines import SearchQuery, engine
from search.text_query import parse
from tests.search.entries import add_entries

pytestmark = pytest.mark.django_db

FICHES = Path(library_pages.__file__).with_name("demo") / "fiches.json"


def document(item: dict) -> SearchDocument:
    notes = [point["texte"] for point in item["points_vigilance"]]
    return SearchDocument(
        kind="fiche",
        title=item["titre"],
        url=f"/bibliotheque/{item['slug']}/",
        summary=item["resume"],
        text="\n".join([*item["benefices"], *notes, *item["tags"], item["notes"] or ""]),
    )


@pytest.fixture
def texts() -> dict[str, str]:
    """Address to full text of the published fiches, which are in the index, with the default synonyms."""
    demo.load(lambda label, items, load_one: [load_one(item) for item in items])
    items = json.loads(FICHES.read_text(encoding="utf-8"))["items"]
    documents = [document(item) for item in items if item["statut"] == "publiee"]
    add_entries(*documents)
    return {found.url: f"{found.title}\n{found.summary}\n{found.text}" for found in documents}


def found(typed: str) -> set[str]:
    version = current_version()
    query = SearchQuery(version, text=parse(typed, catalogue(version).synonyms), per_page=100)
    return {entry.url for entry in engine.search(query).entries}


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        (["detection", "détection", "détections", "DÉTECTER"], r"détect"),
        (["l’eau", "l'eau", "eau", "eaux"], r"\beaux?\b"),
        (["IA", "ia", "intelligence artificielle", "intelligences artificielles"], r"\bIA\b|intelligence artificielle"),
        (["chatbot", "chatbots", "agent conversationnel"], r"chatbots?|(agent|assistant)s? conversationnels?"),
        (["callbot", "agent vocal"], r"callbots?|agents? (conversationnels? )?voca(l|ux)"),
        (["cantine", "cantines"], r"\bcantines?\b"),
        (["gaspillage alimentaire"], r"gaspillage[- ]alimentaire"),
    ],
)
def test_every_way_of_typing_finds_the_texts_that_hold_the_words(texts, typed, pattern):
    expected = {url for url, text in texts.items() if re.search(pattern, text, re.IGNORECASE)}
    assert expected
    assert {words: found(words) ^ expected for words in typed if found(words) != expected} == {}


def test_the_default_synonyms_are_created_once(texts):
    created: list[bool] = []
    demo.load(lambda label, items, load_one: created.extend(load_one(item) for item in items))
    assert created
    assert not any(created)
