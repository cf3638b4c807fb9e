"""Searches are counted beside the requests that make them, and the desk shows those that matter to staff."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.core import page_cache
from search import query_counts
from search.models import QueryCount, SynonymGroup
from search.query_counts import KEPT, RARE_KEPT, Tally, forget, most_frequent
from tests.factories import UseCasePageFactory
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture
def tally(monkeypatch) -> Tally:
    """One that only writes when it is told to."""
    made = Tally(every=86_400)
    monkeypatch.setattr(query_counts, "tally", made)
    return made


def counted() -> dict[str, int]:
    return dict(QueryCount.objects.values_list("words", "searches"))


def test_a_request_writes_nothing_and_its_search_is_counted_later(client, library, tally):
    with CaptureQueriesContext(connection) as queries:
        client.get("/recherche/", {"q": "Chatbot  municipal"})
    first_words = {query["sql"].split()[0].lstrip("(") for query in queries}
    assert first_words <= {"SELECT", "DECLARE", "SAVEPOINT", "RELEASE"}
    assert counted() == {}

    tally.write()
    client.get("/bibliotheque/", {"q": "chatbot municipal"})
    tally.write()

    assert counted() == {"chatbot municipal": 2}


def test_a_page_that_is_remembered_is_a_search_all_the_same(client, library, tally, monkeypatch):
    monkeypatch.setattr(page_cache, "pages", page_cache.Memory(page_cache.MEMORY))
    etag = client.get("/recherche/", {"q": "eau"}).headers["ETag"]
    client.get("/recherche/", {"q": "eau"})
    assert client.get("/recherche/", {"q": "eau"}, headers={"If-None-Match": etag}).status_code == 304
    tally.write()
    assert counted() == {"eau": 3}


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/recherche/", {"q": "eau", "page": "1"}),
        ("/recherche/", {"q": "eau", "type": "fiche"}),
        ("/collectivites/", {"q": "rennes"}),
        ("/recherche/filtres/", {"q": "eau"}),
        ("/recherche/flux/", {"q": "eau"}),
        ("/api/v1/recherche/", {"q": "eau"}),
        ("/alertes/nouvelle/", {"q": "eau"}),
        ("/recherche/", {"q": "  "}),
        ("/introuvable/", {"q": "eau"}),
        ("/recherche/", {"q": "jeanne.martin@exemple.fr"}),
        ("/recherche/", {"q": "06 12 34 56 78"}),
        ("/recherche/", {"q": "a" * 81}),
    ],
)
def test_what_nobody_reads_or_what_names_somebody_is_not_counted(client, library, tally, path, asked):
    client.get(path, asked)
    tally.write()
    assert counted() == {}


@pytest.mark.parametrize(
    "path", ["/recherche/suggestions/", "/recherche/flux/", "/bibliotheque/flux/atom/", "/recherche/export.csv"]
)
def test_a_program_that_asks_whether_something_has_changed_is_no_search(client, library, tally, path):
    etag = client.get(path, {"q": "eau"}).headers["ETag"]
    assert client.get(path, {"q": "eau"}, headers={"If-None-Match": etag}).status_code == 304
    tally.write()
    assert counted() == {}


@pytest.mark.django_db(transaction=True)
def test_the_thread_of_the_process_writes_by_itself(library, monkeypatch):
    monkeypatch.setattr(query_counts, "tally", Tally(every=0.01))
    Client().get("/recherche/", {"q": "eau"})
    deadline = time.monotonic() + 30
    while not counted() and time.monotonic() < deadline:
        for thread in threading.enumerate():
            if thread.name == "query-counts":
                thread.join(timeout=1)
    assert counted() == {"eau": 1}


@pytest.mark.django_db(transaction=True)
def test_a_database_that_refuses_loses_no_count(library, tally, monkeypatch):
    tally.add("eau")
    with monkeypatch.context() as patch:
        patch.setattr(QueryCount._meta, "db_table", "nowhere")
        tally.write()
    assert counted() == {}
    tally.write()
    assert counted() == {"eau": 1}


def test_a_day_that_is_full_only_counts_what_it_knows(db, tally, monkeypatch):
    monkeypatch.setattr(query_counts, "MOST_ROWS", 2)
    for words in ("eau", "vélo"):
        tally.add(words)
    tally.write()
    for words in ("eau", "intrus"):
        tally.add(words)
    tally.write()
    assert counted() == {"eau": 2, "vélo": 1}


def test_what_is_rare_is_not_shown_then_forgotten(db):
    for words, days, searches in [
        ("eau", 0, 3),
        ("maire", 0, 2),
        ("rare", RARE_KEPT.days + 1, 2),
        ("vieux", KEPT.days + 1, 9),
    ]:
        QueryCount.objects.create(day=TODAY() - timedelta(days=days), words=words, searches=searches)
    QueryCount.objects.create(day=TODAY() - timedelta(days=40), words="eau", searches=2)

    assert most_frequent(TODAY() - timedelta(days=60), 10) == [("eau", 5)]
    forget()

    assert set(counted()) == {"eau", "maire"}
    assert QueryCount.objects.filter(words="eau").count() == 2


@pytest.fixture
def searched(library):
    UseCasePageFactory(parent=library, title="Compter les vélos")
    for words, searches in [("vélo", 12), ("bicyclette", 4), ("inconnu", 2)]:
        QueryCount.objects.create(day=TODAY(), words=words, searches=searches)


@pytest.mark.parametrize("role", ["redaction", "relecteur", "administration"])
def test_the_desk_shows_what_is_looked_for_and_not_found(client, account, searched, role):
    sign_in(client, account(role))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("search_desk"))
    assert len(queries) <= 44 + 2  # vocabularies of a new version; one for each search that it was not asked yet
    assert [(search.words, search.searches, search.found) for search in page.context["searched"]] == [
        ("vélo", 12, 1),
        ("bicyclette", 4, 0),
    ]
    assert [search.words for search in page.context["missing"]] == ["bicyclette"]
    assert "inconnu" not in page.content.decode()
    assert ("Ajouter un synonyme" in page.content.decode()) is (role == "redaction")


def test_a_synonym_added_from_the_desk_shows_its_effect(redaction, searched):
    desk = redaction.get(reverse("search_desk")).context["missing"][0]
    assert "bicyclette</textarea>" in redaction.get(desk.synonym_url).content.decode()
    redaction.post(
        reverse(SynonymGroup.snippet_viewset.get_url_name("add")), {"terms": "vélo\nbicyclette", "active": "on"}
    )
    assert redaction.get(reverse("search_desk")).context["missing"] == []


@pytest.mark.parametrize("role", ["contributeur", "membre"])
def test_nobody_else_reads_the_desk(client, account, searched, role):
    sign_in(client, account(role))
    assert client.get(reverse("search_desk")).status_code in {302, 403}


def test_an_unknown_period_is_the_first_one(redaction, searched):
    assert redaction.get(reverse("search_desk"), {"jours": "9999"}).context["period"] == "30 derniers jours"


def test_an_empty_desk_says_so(redaction):
    assert "Aucune recherche n’a encore été comptée" in redaction.get(reverse("search_desk")).content.decode()
