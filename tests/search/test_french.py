"""One file of French pairs for every engine, then what readers type on the real texts of the demonstration."""

import json
from pathlib import Path

import pytest

from search.models import SynonymGroup
from tests.search.engines import Door
from tests.search.entries import add_entries, fiche

pytestmark = pytest.mark.django_db

GOLDEN = json.loads(Path(__file__).with_name("golden_french.json").read_text(encoding="utf-8"))


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


def test_every_text_is_found_by_what_readers_type(door: Door, read):
    assert [(text, typed) for text, typed in pairs() if text not in door.found(typed)] == []


def test_no_text_is_found_by_something_else(door: Door, read):
    assert [(text, typed) for text, typed in GOLDEN["ne-trouve-pas"] if text in door.found(typed)] == []


def test_the_known_limits_are_still_those_that_are_written_down(door: Door, read):
    assert [(text, typed) for text, typed in GOLDEN["manques"] if text in door.found(typed)] == []
    assert [(text, typed) for text, typed in GOLDEN["faux-amis"] if text not in door.found(typed)] == []


def test_every_text_is_found_in_a_summary_as_in_a_title(door: Door):
    add_synonyms()
    add_entries(*(fiche(f"Fiche {number}", summary=text) for number, (text, _) in enumerate(pairs())))
    missed = [typed for number, (_, typed) in enumerate(pairs()) if f"Fiche {number}" not in door.found(typed)]
    assert missed == []


def test_words_may_be_in_the_title_and_in_the_text_but_a_phrase_is_in_one_of_them(door: Door):
    add_entries(fiche("Fuites", summary="Réseau d’eau"))
    assert door.found("fuite eau") == ["Fuites"]
    assert door.found('"fuites réseau"') == []


def test_a_synonym_group_that_staff_add_or_stop_is_obeyed_at_the_next_search(door: Door):
    add_entries(fiche("Vélo en ville"))
    assert door.found("bicyclette") == []
    group = SynonymGroup.objects.create(terms="vélo\nbicyclette")
    assert door.found("bicyclettes") == ["Vélo en ville"]
    group.active = False
    group.save()
    assert door.found("bicyclette") == []
    group.active = True
    group.save()
    group.delete()
    assert door.found("bicyclette") == []


def test_signs_alone_find_nothing_rather_than_everything(door: Door):
    add_entries(fiche("Eau"))
    for typed in ("%", "_", '"', "*", "()", "…", "🤖", "« »", "' OR 1=1"):
        assert door.found(typed) == []


def test_two_hundred_different_words_can_be_searched(door: Door):
    words = " ".join(f"m{number}" for number in range(100))
    add_entries(fiche("Longue", summary=words))
    assert door.found(words) == ["Longue"]
    assert door.found(f"{words} absent") == []
