"""What every engine owes: the same questions have the same answers on SQLite, PostgreSQL and Elasticsearch.

The oracle of `test_database_engine` is plain Python over the documents; it knows nothing of any engine.
"""

import random
from dataclasses import replace

import pytest

from search.catalogue import catalogue
from search.engines import engine
from search.engines.base import WINDOW
from search.models import SearchEntry
from search.results import result
from tests.search.engines import Door
from tests.search.entries import add_entries, fiche
from tests.search.test_database_engine import CHOICES, has, oracle, random_documents, random_query

pytestmark = pytest.mark.django_db
SORTS = ("pertinence", "recent", "titre", "collectivite")


def test_totals_results_and_every_count_equal_the_oracle(door: Door):
    chance = random.Random(19)
    documents = random_documents(chance, 120)
    add_entries(*documents)
    add_entries(*random_documents(chance, 20), public=False)
    by_url = {document.url: document for document in documents}
    version = door.query().version
    for _ in range(120):
        query, typed = random_query(chance, version)
        response = door.search(query)
        expected = oracle(documents, query, typed)
        assert response.total == len(expected)
        assert sorted(entry.url for entry in response.entries) == sorted(expected)
        assert engine.totals([query, replace(query, selected={})]) == [
            len(expected),
            len(oracle(documents, replace(query, selected={}), typed)),
        ]
        for facet, values in CHOICES.items():
            among = [by_url[url] for url in oracle(documents, query, typed, ignoring=facet)]
            counts = {value: sum(has(document, facet, [value]) for document in among) for value in values}
            assert response.counts[facet] == {value: count for value, count in counts.items() if count}


def test_a_facet_that_is_not_counted_narrows_all_the_same(door: Door):
    add_entries(fiche("Un", facets={"theme": ["eau"]}), fiche("Deux", facets={"theme": ["air"]}))
    response = door.search(door.query(selected={"theme": ["eau"]}, counted=["type"]))
    assert (response.total, response.counts) == (1, {"type": {"fiche": 1}})


def test_pages_of_any_order_join_into_the_whole_list_without_repetition(door: Door):
    add_entries(*random_documents(random.Random(11), 60))
    for sort in SORTS:
        query = door.query("eau", sort=sort)
        expected = [entry.url for entry in door.search(replace(query, per_page=100)).entries]
        pages = [replace(query, page=page, per_page=7) for page in range(1, 12)]
        assert [entry.url for page in pages for entry in door.search(page).entries] == expected
        assert expected


def test_orders_that_ask_nothing_of_the_words_are_the_same_for_every_engine(door: Door):
    """Several entries of one day, one title, one collectivité: their ids decide."""
    chance = random.Random(5)
    first, *_ = add_entries(*(fiche("Eau", date="2025-01-01") for _ in range(6)), *random_documents(chance, 80))
    door.catch_up()
    SearchEntry.objects.filter(pk=first.pk).update(pushed=False)  # written last, it is listed first all the same
    for sort in SORTS[1:]:
        query = door.query(sort=sort, per_page=100)
        assert [entry.pk for entry in door.search(query).entries] == [
            entry.pk for entry in engine.database.search(query).entries
        ]


def test_each_order_puts_first_what_it_promises(door: Door):
    add_entries(
        fiche("Zoo", date="2024-05-01", facets={"collectivite": ["brest"]}),
        fiche("Écoles", date="2025-05-01", facets={"collectivite": ["rennes"]}),
        fiche("Fuites", date="", facets={}),
        fiche("Année seule", date="2023"),
        fiche("Mois seul", date="2024-06"),
    )
    assert door.found(sort="recent") == ["Écoles", "Mois seul", "Zoo", "Année seule", "Fuites"]
    assert door.found(sort="titre") == ["Année seule", "Écoles", "Fuites", "Mois seul", "Zoo"]
    assert door.found(sort="collectivite")[:2] == ["Zoo", "Écoles"]


def test_the_nearest_come_first_and_what_is_nowhere_last(door: Door):
    rennes, brest, lyon = (48.11, -1.68), (48.39, -4.49), (45.76, 4.84)
    add_entries(
        fiche("Lyon", place=lyon),
        fiche("Nulle part", date="2025"),
        fiche("Brest ancien", place=brest, date="2020"),
        fiche("Brest", place=brest, date="2024"),
        fiche("Rennes", place=rennes),
    )
    assert door.found(sort="proximite", near=(48.2, -4.0)) == ["Brest", "Brest ancien", "Rennes", "Lyon", "Nulle part"]


def test_a_word_of_the_title_counts_more_than_the_same_word_repeated_in_the_text(door: Door):
    add_entries(
        fiche("Rapport", summary="eau eau eau eau", date="2025-02-02"), fiche("Gérer les fuites d’eau", date="2020")
    )
    assert door.found("eau", sort="pertinence") == ["Gérer les fuites d’eau", "Rapport"]


def test_the_written_form_comes_before_a_false_friend(door: Door):
    add_entries(fiche("Commune", date="2025"), fiche("Communication", date="2020"))
    assert door.found("communication", sort="pertinence") == ["Communication", "Commune"]
    assert door.found("communes", sort="pertinence") == ["Commune", "Communication"]


def test_a_page_beyond_the_last_one_is_empty_and_one_beyond_the_window_still_has_an_answer(door: Door):
    add_entries(fiche("Eau"))
    assert door.search(door.query("eau", page=3)).entries == []
    beyond = door.query("eau", page=WINDOW // 10 + 1)
    door.catch_up()
    assert (engine.search(beyond).total, engine.search(beyond).degraded) == (1, False)


def test_a_page_that_is_not_there_is_refused_by_the_api_and_not_found_on_the_site(door: Door, client):
    add_entries(fiche("Eau"))
    door.catch_up()
    for page in ("0", "-1", "abc", "2", "1001", "999999999999"):
        refused = client.get("/api/v1/recherche/", {"page": page})
        assert (refused.status_code, list(refused.json()["parametres"])) == (400, ["page"])
        assert client.get("/recherche/", {"page": page}).status_code == 404


INJECTIONS = (
    *("*", "?", "a*", "*:*", "title:eau", "_exists_:card", "eau~2", "eau^9", "[a TO z]", "{a TO z}", "/e.u/"),
    *('"', '""', '"eau', "«", "(eau", "eau)", "eau && forêt", "eau || forêt", "!eau", "+eau -forêt", "\\", "\\eau"),
    *("' OR 1=1 --", "'; DROP TABLE search_searchentry; --", "{{7*7}}", "${jndi:ldap://x}", '{"match_all":{}}'),
    *("<script>alert(1)</script>", "eau\x00", "\ue000eau\ue001", "\u202eeau", "🤖", "e\u0301", "a" * 200),
    " ".join(f"m{number}" for number in range(66)),
)


def test_signs_are_never_orders(door: Door, client):
    """Every engine finds the same words in them, and none breaks."""
    add_entries(fiche("Eau"), fiche("Forêt"), fiche("Texte <b>ordinaire</b>", text="Une page."))
    door.catch_up()
    for typed in INJECTIONS:
        answer = client.get("/api/v1/recherche/", {"q": typed})
        assert answer.status_code == 200, typed
        assert (answer.json()["moteur"], answer.json()["degrade"]) == (door.name, False), typed
        asked = door.query(" ".join(typed.replace("\x00", " ").split()), per_page=0)
        assert answer.json()["total"] == engine.database.search(asked).total, typed


def shown(door: Door, typed: str) -> list[tuple[str, str]]:
    """Title and snippet of each result, as a page writes them."""
    query = door.query(typed, sort="titre")
    names = catalogue(query.version)
    found = [result(entry, names, query.text) for entry in door.search(query).entries]
    return [(str(one.title), str(one.snippet)) for one in found]


def test_marks_show_why_each_result_was_found(door: Door):
    add_entries(
        fiche("Les détections de fuites", summary="Un résumé. Deuxième phrase.", text="Rien\nLe réseau d’eau. Fin."),
        fiche("Plan de la ville", summary="L’EAU et les eaux."),
    )
    assert shown(door, "detection eau") == [
        (
            "Les <mark>détections</mark> de fuites",
            "Un résumé. […] Le réseau d’<mark>eau</mark>.",
        )
    ]
    assert shown(door, '"plan de la ville"') == [("<mark>Plan de la ville</mark>", "L’EAU et les eaux.")]
    assert shown(door, "eau")[1][1] == "L’<mark>EAU</mark> et les <mark>eaux</mark>."


def test_what_people_wrote_is_escaped_around_and_inside_the_marks(door: Door):
    hostile = "<script>alert('eau')</script> & \ue000<img src=x>\ue001"
    add_entries(fiche(hostile, summary=hostile), fiche("Autre", summary="Début.", text=f"{hostile}"))
    for title, snippet in shown(door, "eau"):
        for text in (title, snippet):
            assert "<" not in text.replace("<mark>", "").replace("</mark>", "")
    assert "alert(&#x27;<mark>eau</mark>&#x27;)" in shown(door, "eau")[0][0] + shown(door, "eau")[1][1]


def test_what_changes_is_found_at_once_and_what_is_withdrawn_never_again(door: Door):
    (entry,) = add_entries(fiche("Eau"))
    assert door.found("eau") == ["Eau"]
    SearchEntry.objects.filter(pk=entry.pk).update(public=False, title="", pushed=False)
    add_entries(fiche("Eaux usées"))
    assert engine.search(door.query("eau")).total == 1
    assert door.found("eau") == ["Eaux usées"]
