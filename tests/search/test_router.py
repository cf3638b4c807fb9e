"""Search always answers: from Elasticsearch when it can, else from the database, which is said."""

import logging
import os
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.checks import run_checks
from django.test import Client

from cms.core import page_cache
from cms.core.content_version import current_version
from cms.core.memory import Memory
from search.engines import SearchQuery, engine
from search.engines.elasticsearch.mapping import FINGERPRINT
from search.engines.router import Router
from search.facets import FACETS
from search.models import IndexHealth, SearchEntry
from search.text_query import Synonyms, parse
from tests.faults.proxy import Proxy
from tests.search.engines import ELASTICSEARCH, Door
from tests.search.entries import add_entries, fiche, titles
from tests.search.fake_cluster import FakeCluster, fake_cluster

pytestmark = pytest.mark.django_db
URL, PAGE = "/api/v1/recherche/", "/recherche/?q=fuite"
NOTICE = "Résultats simplifiés"
BACK_WITHIN = 60


def question(typed: str = "eau") -> SearchQuery:
    return SearchQuery(current_version(), text=parse(typed, Synonyms()), counted=["type"])


def indexed() -> None:
    """As the pusher leaves it when the index holds every entry."""
    SearchEntry.objects.update(pushed=True)
    IndexHealth.note(index="test", mapping=FINGERPRINT, reconcile_due=False)


@pytest.fixture
def cluster(settings) -> Iterator[FakeCluster]:
    add_entries(fiche("Eau"))
    indexed()
    with fake_cluster() as server:
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_INDEX = server.url, "fake"
        yield server


EMPTY = {"timed_out": False, "_shards": {"failed": 0}, "hits": {"total": {"value": 7}, "hits": []}}
NO_TYPE = {"all": {"type": {"buckets": []}}}
ANSWER = {**EMPTY, "aggregations": NO_TYPE}


def test_a_cluster_that_works_is_the_one_that_answers(cluster):
    cluster.body = ANSWER
    response = Router().search(question())
    assert (response.total, response.engine, response.degraded) == (7, "elasticsearch", False)


@pytest.mark.parametrize("status", [401, 403, 404, 408, 429, 500, 502, 503])
def test_an_error_of_the_cluster_opens_the_breaker(cluster, status):
    cluster.status, cluster.body = status, {"error": {"type": "some_error"}, "status": status}
    router = Router()
    for _ in range(3):
        response = router.search(question())
        assert (titles(response.entries), response.engine, response.degraded) == (["Eau"], "base", True)
    assert cluster.asked == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b'{"took"',
        [],
        {},
        {"hits": None},
        EMPTY,
        {**ANSWER, "timed_out": True},
        {**ANSWER, "_shards": {"failed": 1}},
        {**ANSWER, "hits": {"total": {"value": "many"}, "hits": []}},
        {**ANSWER, "hits": {"total": {"value": 1}, "hits": [{"_source": {"title": "Eau"}}]}},
        {**ANSWER, "aggregations": {"all": {"type": {"buckets": [{"key": "fiche"}]}}}},
    ],
)
def test_an_answer_that_says_something_else_is_no_answer(cluster, body):
    cluster.body = body
    router = Router()
    assert router.search(question()).degraded
    assert router.totals([question()]) == [1]
    assert cluster.asked == 1


def test_a_question_that_is_refused_does_not_take_the_cluster_from_the_others(cluster, caplog):
    cluster.status, cluster.body = 400, {"error": {"type": "too_many_nested_clauses"}, "status": 400}
    router = Router()
    for _ in range(3):
        assert router.search(question()).degraded
    cluster.status, cluster.body = 200, ANSWER
    assert router.search(question()).engine == "elasticsearch"
    assert caplog.text.count("too_many_nested_clauses") == 1
    cluster.body = {"responses": [{"error": {"type": "too_many_nested_clauses"}, "status": 400}]}
    assert router.totals([question()]) == [1]
    cluster.body = ANSWER
    assert router.search(question()).engine == "elasticsearch"


def test_a_failure_is_logged_once_without_a_word_of_the_visitor(cluster, caplog):
    cluster.status, cluster.body = 500, {"error": {"type": "x", "reason": "secretissime"}, "status": 500}
    router = Router()
    with caplog.at_level(logging.DEBUG):
        for _ in range(5):
            router.search(question("secretissime"))
    assert [record.levelname for record in caplog.records if record.name == "search.engines.router"] == ["WARNING"]
    assert "secretissime" not in " ".join(r.getMessage() for r in caplog.records if r.levelno > logging.DEBUG)


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1", "http://127.0.0.1:1", "https://127.0.0.1:1"])
def test_an_address_where_nothing_is_leaves_the_database(settings, address):
    add_entries(fiche("Eau"))
    indexed()
    settings.ELASTICSEARCH_URL = address
    response = Router().search(question())
    assert (titles(response.entries), response.degraded) == (["Eau"], True)


def test_an_index_that_is_behind_is_not_asked_and_nothing_is_missing(cluster):
    cluster.body = ANSWER
    router = Router()
    add_entries(fiche("Eaux usées"))
    response = router.search(question())
    assert (response.total, response.engine, response.degraded) == (2, "base", False)
    indexed()
    assert router.search(question()).engine == "elasticsearch"
    for unlike in ({"mapping": "other"}, {"index": ""}, {"reconcile_due": True}):
        indexed()
        IndexHealth.note(**unlike)
        assert Router().search(question()).engine == "base"


def test_whether_the_index_is_up_to_date_is_asked_once_for_the_same_content(cluster, django_assert_num_queries):
    cluster.body = ANSWER
    router, asked = Router(), question()
    with django_assert_num_queries(1):
        for _ in range(3):
            router.search(asked)
    add_entries(fiche("Nouvelle"))
    assert router.search(question()).engine == "base"


def test_a_cluster_that_comes_back_is_seen_by_a_probe(cluster):
    cluster.status = 503
    router = Router()
    assert router.search(question()).degraded
    cluster.status, cluster.body = 200, ANSWER
    limit = time.monotonic() + BACK_WITHIN
    while router.search(question()).degraded:
        assert time.monotonic() < limit
    assert router.search(question()).engine == "elasticsearch"


def test_without_an_address_nothing_is_asked_and_nothing_is_degraded(settings, django_assert_num_queries):
    settings.ELASTICSEARCH_URL = ""
    add_entries(fiche("Eau"))
    router, asked = Router(), question()
    router.search(asked)
    with django_assert_num_queries(1):
        response = router.search(asked)
    assert (response.engine, response.degraded) == ("base", False)


@pytest.fixture
def proxy(elasticsearch_index, settings) -> Iterator[Proxy]:
    """Between the site and the real cluster, which holds one fiche and answers."""
    add_entries(fiche("Fuites", summary="Un résumé."))
    with Proxy(urlsplit(os.environ["ELASTICSEARCH_URL"]).port or 9200, delay=5) as proxy:
        settings.ELASTICSEARCH_URL = proxy.url
        Door(ELASTICSEARCH).catch_up()
        yield proxy


@pytest.mark.elasticsearch
@pytest.mark.parametrize("mode", ["hang", "slow", "refuse", "cut"])
def test_whatever_the_network_does_every_page_answers_says_so_and_comes_back(
    proxy, client: Client, settings, monkeypatch, mode
):
    monkeypatch.setattr(page_cache, "pages", Memory(10_000_000))
    assert client.get(URL, {"q": "fuite"}).json()["moteur"] == "elasticsearch"
    settings.ELASTICSEARCH_TIMEOUT = 1.0
    proxy.mode = mode
    started = time.monotonic()
    answer = client.get(URL, {"q": "fuites"})
    assert time.monotonic() - started < 10
    assert (answer.json()["total"], answer.json()["moteur"], answer.json()["degrade"]) == (1, "base", True)
    assert answer["Cache-Control"] == "no-store"
    accepted = proxy.accepted
    for address in (PAGE, "/recherche/filtres/?q=fuite", "/recherche/", f"{PAGE}&inconnu=1"):
        page = client.get(address)
        assert NOTICE in page.content.decode()
        assert page["Cache-Control"] == "no-store"
        assert "ETag" not in page
    assert proxy.accepted <= accepted + 1  # a probe, at most
    proxy.mode = "pass"
    settings.ELASTICSEARCH_TIMEOUT = 30.0
    limit = time.monotonic() + BACK_WITHIN
    while NOTICE in client.get(PAGE).content.decode():
        assert time.monotonic() < limit
    assert "no-store" not in client.get(PAGE)["Cache-Control"]
    assert client.get(URL, {"q": "fuite"}).json()["degrade"] is False


def test_a_simplified_page_is_kept_by_nobody(cluster, client, settings, monkeypatch):
    monkeypatch.setattr(page_cache, "pages", Memory(10_000_000))
    indexed()
    cluster.status = 500
    for address in ("/recherche/", "/recherche/filtres/", URL, "/recherche/?inconnu=1"):
        assert client.get(address)["Cache-Control"] == "no-store"
    assert len(page_cache.pages) == 0
    settings.ELASTICSEARCH_URL = ""  # nothing is missing any more
    page = client.get("/recherche/")
    assert NOTICE not in page.content.decode()
    assert "ETag" in page


NOTHING = {**EMPTY, "hits": {"total": {"value": 0}, "hits": []}}


def test_a_list_whose_correction_the_cluster_does_not_give_is_kept_by_nobody(cluster, client, monkeypatch):
    monkeypatch.setattr(page_cache, "pages", Memory(10_000_000))
    add_entries(*(fiche(f"Fuite {number}") for number in range(3)))
    indexed()
    counts = {name: {"buckets": []} for name in ("type", *(facet.parameter for facet in FACETS))}
    cluster.body = {**NOTHING, "aggregations": {"all": counts}}
    for address in ("/recherche/?q=fiute", f"{URL}?q=fiute"):
        monkeypatch.setattr(engine, "_clusters", {})
        page = client.get(address)
        assert NOTICE not in page.content.decode()
        assert "fuite" in page.content.decode(), "the correction of the database"
        assert page["Cache-Control"] == "no-store"
    assert len(page_cache.pages) == 0


def test_suggestions_for_want_of_the_cluster_are_kept_by_nobody(cluster, client, monkeypatch):
    monkeypatch.setattr(page_cache, "pages", Memory(10_000_000))
    indexed()
    address = "/recherche/suggestions/?q=eau"
    cluster.body = NOTHING
    assert client.get(address).json()["groupes"] == []
    assert len(page_cache.pages) == 1
    cluster.status = 500
    page = client.get(f"{address}&dans=/bibliotheque/")
    assert page.json()["groupes"][0]["suggestions"][0]["libelle"] == "Eau"
    assert page["Cache-Control"] == "no-store"
    assert len(page_cache.pages) == 1


def test_a_page_of_a_logged_in_person_says_it_too_and_stays_private(cluster, redaction):
    indexed()
    cluster.status = 500
    page = redaction.get("/recherche/?q=eau")
    assert NOTICE in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_home_page_never_waits_for_the_cluster(cluster, home, client):
    indexed()
    cluster.status = 500
    page = client.get("/")
    assert page.status_code == 200
    assert cluster.asked == 0
    assert NOTICE not in page.content.decode()
    assert NOTICE in client.get("/recherche/").content.decode()


@pytest.mark.parametrize(
    ("address", "authority", "errors"),
    [
        ("", "", 0),
        ("http://127.0.0.1:9200,http://127.0.0.1:9201", "", 0),
        ("noeud-1:9200", "", 1),
        ("http://127.0.0.1", "", 1),
        ("https://127.0.0.1:9200", "/nowhere/ca.pem", 1),
    ],
)
def test_an_address_that_cannot_work_is_said_when_the_site_starts(settings, address, authority, errors):
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_CA_FILE = address, authority
    found = [error for error in run_checks() if error.id == "search.E001"]
    assert len(found) == errors
