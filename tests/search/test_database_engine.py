"""The engine against an oracle that knows nothing of bitmaps, SQL or FTS: plain Python over the documents."""

import random

import pytest
from django.db import connection

from cms.core.content_version import current_version
from search.analysis import columns
from search.catalogue import catalogue
from search.documents import SearchDocument
from search.engines import DatabaseEngine, SearchQuery, engine
from search.facets import FACETS
from search.text_query import parse
from tests.search.entries import add_entries, fiche, renew_version, titles

pytestmark = pytest.mark.django_db

WORDS = ["eau", "données", "école", "élus", "mobilités", "déchets", "énergie", "agents", "cartographie", "réseaux"]
VALUES = {
    "theme": ["mobilites", "ecologie", "citoyennete", "gouvernance"],
    "type-collectivite": ["commune", "communes", "metropole", "intercommunalites", "region", "regions"],
    "cible": ["interne", "citoyens", "elus"],
    "maturite": ["cadrage", "deploiement"],
    "technique": [f"technique-{n}" for n in range(12)],
    "region": [f"region-{n}" for n in range(10)],
    "population": ["10000-20000", "20000-50000"],
    "moyens": ["investissement-moins-de-50000", "equipe-un-a-trois"],
    "annee": ["2022", "2023", "2024"],
    "nature": ["charte", "strategie", "doctrine"],
    "etat": ["adoptee", "en-preparation"],
    "domaine": ["donnees", "ia"],
    "nature-acteur": ["entreprise", "recherche"],
    "pays-editeur": ["fr", "hors-europe"],
    "acteur": ["orange", "wikit"],
    "solution": ["delibia", "prisme"],
    "collectivite": [f"ville-{n}" for n in range(20)],
    "tag": ["chatbot", "callbot", "eau"],
    "etat-concertation": ["engagee", "restituee"],
    "nature-passage": ["vigilance", "alerte", "proposition"],
    "suite": ["realisee", "sans-etat"],
    "public": ["agents", "elus"],
    "methode": ["tirage-au-sort", "jeu-serieux"],
    "perimetre": ["interne", "ouverte"],
    "axe": ["social", "utilite"],
    "constante": ["utile", "humain"],
    "issue-de-concertation": ["oui", "non"],
    "type-ressource": ["jeu", "mooc"],
    "niveau": ["initiation", "avance"],
    "prix": ["gratuit", "payant"],
    "etape": ["s-informer", "documenter"],
    "langue": ["fr", "en"],
    "nature-preuve": ["illustre", "contredit"],
    "principe": ["S-1", "S-2"],
    "trouvee-dans": ["fiche", "charte"],
}
CHOICES = {**VALUES, "type": ["fiche", "charte", "acteur", "page"]}
BASES = [{}, {"type": ["fiche"]}, {"type": ["fiche", "charte"]}, {"type": ["acteur"], "region": ["region-1"]}]


def random_documents(chance: random.Random, number: int) -> list[SearchDocument]:
    return [
        SearchDocument(
            kind=chance.choice(CHOICES["type"]),
            title=" ".join(chance.choices(WORDS, k=3)),
            url=f"/d/{n}/",
            summary=" ".join(chance.choices(WORDS, k=4)),
            date=f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            facets={name: chance.sample(values, chance.randint(0, 2)) for name, values in VALUES.items()},
        )
        for n in range(number)
    ]


def random_query(chance: random.Random, version: str) -> tuple[SearchQuery, list[str]]:
    chosen = chance.sample(sorted(CHOICES), chance.randint(0, 3))
    typed = chance.sample(WORDS, chance.choice([0, 0, 1, 1, 2]))
    query = SearchQuery(
        version=version,
        base=chance.choice(BASES),
        selected={name: chance.sample(CHOICES[name], chance.randint(1, 2)) for name in chosen},
        text=parse(" ".join(typed), catalogue(version).synonyms) if typed else None,
        sort=chance.choice(["pertinence", "recent", "titre", "collectivite"]),
        per_page=500,
        counted=list(CHOICES),
    )
    return query, typed


def has(document: SearchDocument, facet: str, values: list[str]) -> bool:
    own = [document.kind] if facet == "type" else document.facets.get(facet, [])
    return any(value in values for value in own)


def oracle(documents: list[SearchDocument], query: SearchQuery, typed: list[str], ignoring: str = "") -> list[str]:
    """Addresses of the documents that hold every word and agree with every facet but one."""
    conditions = [*query.base.items(), *((name, v) for name, v in query.selected.items() if name != ignoring)]
    return [
        document.url
        for document in documents
        if all(word in f"{document.title} {document.summary}".split() for word in typed)
        and all(has(document, name, list(values)) for name, values in conditions)
    ]


def test_the_oracle_knows_every_facet():
    assert set(CHOICES) == {facet.parameter for facet in FACETS}


def test_totals_results_and_every_count_equal_the_oracle_on_300_random_questions():
    chance = random.Random(7)
    documents = random_documents(chance, 150)
    add_entries(*documents)
    add_entries(*random_documents(chance, 20), public=False)
    version = current_version()
    by_url = {document.url: document for document in documents}
    for _ in range(300):
        query, typed = random_query(chance, version)
        response = engine.search(query)
        expected = oracle(documents, query, typed)
        assert response.total == len(expected)
        assert sorted(entry.url for entry in response.entries) == sorted(expected)
        assert engine.totals([query]) == [len(expected)]
        for facet, values in CHOICES.items():
            among = [by_url[url] for url in oracle(documents, query, typed, ignoring=facet)]
            counts = {value: sum(has(document, facet, [value]) for document in among) for value in values}
            assert response.counts[facet] == {value: count for value, count in counts.items() if count}


def test_pages_of_any_order_join_into_the_whole_list_without_repetition():
    chance = random.Random(11)
    add_entries(*random_documents(chance, 60))
    version = current_version()
    text = parse("eau", catalogue(version).synonyms)
    for sort in ("pertinence", "recent", "titre", "collectivite"):
        whole = SearchQuery(version, text=text, sort=sort, per_page=100)
        expected = [entry.pk for entry in engine.search(whole).entries]
        pages = [SearchQuery(version, text=text, sort=sort, page=page, per_page=7) for page in range(1, 12)]
        assert [entry.pk for page in pages for entry in engine.search(page).entries] == expected
        assert expected


def test_each_sort_puts_first_what_it_promises():
    add_entries(
        fiche("Zoo", date="2024-05-01", facets={"collectivite": ["brest"]}),
        fiche("Écoles", date="2025-05-01", facets={"collectivite": ["rennes"]}),
        fiche("Fuites", date="", facets={}),
    )
    version = current_version()

    def sorted_by(sort: str) -> list[str]:
        return titles(engine.search(SearchQuery(version, sort=sort)).entries)

    assert sorted_by("recent") == ["Écoles", "Zoo", "Fuites"]
    assert sorted_by("titre") == ["Écoles", "Fuites", "Zoo"]
    assert sorted_by("collectivite") == ["Zoo", "Écoles", "Fuites"]


def test_a_word_of_the_title_counts_more_than_the_same_word_repeated_in_the_text():
    add_entries(
        fiche("Rapport", summary="eau eau eau eau", date="2025-02-02"), fiche("Gérer les fuites d’eau", date="2020")
    )
    assert found("eau") == ["Gérer les fuites d’eau", "Rapport"]


def test_the_written_form_comes_before_a_false_friend():
    add_entries(fiche("Commune", date="2025"), fiche("Communication", date="2020"))
    assert found("communication") == ["Communication", "Commune"]
    assert found("communes") == ["Commune", "Communication"]


def test_a_broad_word_is_sorted_by_date_once_too_many_titles_hold_it():
    add_entries(
        fiche("Rapport", summary="eau", date="2025"),
        *(fiche(f"Eau {year}", date=year) for year in ("2020", "2022", "2021")),
    )
    assert found("eau", DatabaseEngine(most_ranked=2)) == ["Eau 2022", "Eau 2021", "Eau 2020", "Rapport"]


def test_titles_are_still_ranked_when_only_the_texts_are_too_many():
    add_entries(
        fiche("Eau et autres sujets qui occupent un titre bien long", date="2025"),
        fiche("Eau", date="2020"),
        *(fiche(f"Rapport {year}", summary="eau", date=year) for year in ("2023", "2024")),
    )
    listed = found("eau", DatabaseEngine(most_ranked=2))
    assert listed[0] == "Eau"
    assert listed[2:] == ["Rapport 2024", "Rapport 2023"]


def test_a_new_version_is_seen_at_once_and_an_old_one_is_not_mixed_with_it():
    (first,) = add_entries(fiche("Eau"))
    assert found("eau") == ["Eau"]
    add_entries(fiche("Eau potable"))
    assert len(found("eau")) == 2
    first.delete()
    renew_version()
    assert found("eau") == ["Eau potable"]


def test_the_index_follows_updates_deletions_and_tombstones():
    (entry,) = add_entries(fiche("Eau"))
    for name, value in columns(fiche("Forêt")).items():
        setattr(entry, name, value)
    entry.title = "Forêt"
    entry.save()
    renew_version()
    assert found("eau") == []
    assert found("forêt") == ["Forêt"]
    entry.public = False
    entry.save()
    renew_version()
    assert found("forêt") == []


def test_a_row_withdrawn_after_the_version_was_read_is_not_shown():
    add_entries(fiche("Eau"), fiche("Forêt"))
    version = current_version()
    assert len(engine.search(SearchQuery(version)).entries) == 2
    engine.search(SearchQuery(version)).entries[0].__class__.objects.filter(title="Eau").update(public=False)
    assert titles(engine.search(SearchQuery(version)).entries) == ["Forêt"]


def test_a_search_costs_three_statements_then_one_then_none_for_a_count(django_assert_num_queries):
    add_entries(*(fiche(f"Eau {n}", facets={"theme": ["mobilites"]}) for n in range(3)))
    version = current_version()
    text = parse("eau", catalogue(version).synonyms)
    engine.totals([SearchQuery(version)])
    query = SearchQuery(version, text=text, sort="pertinence", counted=list(CHOICES))
    with django_assert_num_queries(3):
        engine.search(query)
    with django_assert_num_queries(1):
        engine.search(query)
    with django_assert_num_queries(0):
        engine.totals([query])


@pytest.mark.django_db(transaction=True)
def test_emptying_the_table_empties_the_full_text_index():
    (entry,) = add_entries(fiche("Eau"))
    type(entry).objects.all().delete()
    add_entries(fiche("Forêt"))
    assert found("eau") == []
    assert found("forêt") == ["Forêt"]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="FTS5 can check its own content")
def test_sqlite_finds_its_index_consistent_with_the_table():
    (entry,) = add_entries(fiche("Eau"))
    entry.body_stems = "autre"
    entry.save()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_fulltext(search_fulltext, rank) VALUES ('integrity-check', 1)")


def found(text: str, by: DatabaseEngine = engine) -> list[str]:
    version = current_version()
    query = SearchQuery(version, text=parse(text, catalogue(version).synonyms), sort="pertinence", per_page=100)
    return titles(by.search(query).entries)
