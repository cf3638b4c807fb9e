"""One file of French pairs for every engine, then what readers type on the real texts of the demonstration."""

import json
from pathlib import Path

import pytest

from cms.core.content_version import current_version
from search.catalogue import catalogue
from search.engines import SearchQuery, engine
from search.models import SynonymGroup
from search.text_query import parse
from tests.search.entries import add_entries, fiche, titles

pytestmark = pytest.mark.django_db

GOLDEN = json.loads(Path(__file__).with_name("golden_french.json").read_text(encoding="utf-8"))


def finds(typed: str) -> list[str]:
    version = current_version()
    text = parse(typed, catalogue(version).synonyms)
    return titles(engine.search(SearchQuery(version, text=text, per_page=1000)).entries)


def add_synonyms() -> None:
    for group in GOLDEN["synonymes"]:
        SynonymGroup.objects.create(terms="\n".join(group))


def pairs(*sections: str) -> list[tuple[str, str]]:
    chosen = [GOLDEN["trouve"][section] for section in sections or GOLDEN["trouve"]]
    return [tuple(pair) for section in chosen for pair in section]


@pytest.fixture
def read() -> None:
    """Every text of the file in the index, with the synonyms."""
    add_synonyms()
    unexpected = [*GOLDEN["ne-trouve-pas"], *GOLDEN["manques"], *GOLDEN["faux-amis"]]
    add_entries(*(fiche(text) for text in sorted({text for text, _ in [*pairs(), *unexpected]})))


def test_every_text_is_found_by_what_readers_type(read):
    assert [(text, typed) for text, typed in pairs() if text not in finds(typed)] == []


def test_no_text_is_found_by_something_else(read):
    assert [(text, typed) for text, typed in GOLDEN["ne-trouve-pas"] if text in finds(typed)] == []


def test_the_known_limits_are_still_those_that_are_written_down(read):
    assert [(text, typed) for text, typed in GOLDEN["manques"] if text in finds(typed)] == []
    assert [(text, typed) for text, typed in GOLDEN["faux-amis"] if text not in finds(typed)] == []


def test_every_text_is_found_in_a_summary_as_in_a_title():
    add_synonyms()
    add_entries(*(fiche(f"Fiche {number}", summary=text) for number, (text, _) in enumerate(pairs())))
    missed = [typed for number, (_, typed) in enumerate(pairs()) if f"Fiche {number}" not in finds(typed)]
    assert missed == []


def test_words_may_be_in_the_title_and_in_the_text_but_a_phrase_is_in_one_of_them():
    add_entries(fiche("Fuites", summary="Réseau d’eau"))
    assert finds("fuite eau") == ["Fuites"]
    assert finds('"fuites réseau"') == []


def test_a_synonym_group_that_staff_add_or_stop_is_obeyed_at_the_next_search():
    add_entries(fiche("Vélo en ville"))
    assert finds("bicyclette") == []
    group = SynonymGroup.objects.create(terms="vélo\nbicyclette")
    assert finds("bicyclettes") == ["Vélo en ville"]
    group.active = False
    group.save()
    assert finds("bicyclette") == []
    group.active = True
    group.save()
    group.delete()
    assert finds("bicyclette") == []


def test_signs_alone_find_nothing_rather_than_everything():
    add_entries(fiche("Eau"))
    for typed in ("%", "_", '"', "*", "()", "…", "🤖", "« »", "' OR 1=1"):
        assert finds(typed) == []


def test_two_hundred_different_words_can_be_searched():
    words = " ".join(f"m{number}" for number in range(100))
    add_entries(fiche("Longue", summary=words))
    assert finds(words) == ["Longue"]
    assert finds(f"{words} absent") == []
