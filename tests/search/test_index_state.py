"""« Recherche : état » and the probe: who sees what of an index that is well, late, away or refused, or of none."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from search.engines.elasticsearch.mapping import FINGERPRINT
from search.indexing import push_pending
from search.models import IndexHealth, IndexRebuild, SearchEntry
from tests.factories import UseCasePageFactory
from tests.search.indexed import contents, in_use, projected, settle
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db

AWAY = "http://127.0.0.1:9"
"""Nothing listens there."""


@pytest.fixture
def as_role(home, account):
    def enter(role: str) -> Client:
        client = Client(headers={"host": "localhost"})
        sign_in(client, account(role))
        return client

    return enter


@pytest.fixture
def fiche(library):
    return UseCasePageFactory(parent=library, title="Repérer les fuites")


def shown(client: Client, name: str = "search_state") -> str:
    response = client.get(reverse(name))
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\u202f", " ").replace("&nbsp;", " ").split())


def ready() -> dict[str, Any]:
    response = Client().get("/readyz")
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    assert not any(char.isdigit() for char in response.content.decode())
    return answer


def test_without_elasticsearch_the_page_says_that_the_database_answers(as_role, fiche):
    for role in ("redaction", "administration"):
        page = shown(as_role(role))
        assert "la base de données (ELASTICSEARCH_URL n’est pas défini)" in page
        assert "Reconstruire l’index" not in page
    assert ready() == {"etat": "prêt"}


@pytest.mark.parametrize("role", ["relecteur", "contributeur", "membre"])
def test_others_do_not_read_it(as_role, role):
    client = as_role(role)
    for name in ("search_state", "search_rebuild"):
        assert client.get(reverse(name)).status_code in {302, 403, 404}
    if role == "relecteur":
        assert reverse("search_state") not in client.get("/admin/").content.decode()


def test_it_is_among_the_reports(as_role):
    for role in ("redaction", "administration"):
        assert reverse("search_state") in as_role(role).get("/admin/").content.decode()


def test_only_the_administration_has_the_index_rebuilt_and_after_a_confirmation(as_role, fiche, settings):
    settings.ELASTICSEARCH_URL = AWAY
    redaction, administration = as_role("redaction"), as_role("administration")
    assert reverse("search_rebuild") not in shown(redaction)
    assert redaction.post(reverse("search_rebuild")).status_code in {302, 403}
    assert IndexHealth.current().rebuild_asked_at is None

    assert reverse("search_rebuild") in shown(administration)
    assert "à partir des 1 entrée publique" in shown(administration, "search_rebuild")
    assert IndexHealth.current().rebuild_asked_at is None

    answer = administration.post(reverse("search_rebuild"), follow=True)
    assert "L’index sera reconstruit dans quelques secondes." in answer.content.decode()
    assert IndexHealth.current().rebuild_asked_at is not None
    assert "Reconstruction demandée" in shown(administration)


def test_the_progress_of_a_rebuild_is_shown_and_a_second_one_is_not_asked_for(as_role, settings):
    settings.ELASTICSEARCH_URL = AWAY
    IndexRebuild.objects.create(index="iadt-x", mapping=FINGERPRINT, total=2_000, done=1_000)
    administration = as_role("administration")

    page = shown(administration)
    assert "1 000 entrées sur 2 000" in page
    assert '<progress id="reconstruction" max="100" value="50">' in page

    answer = administration.post(reverse("search_rebuild"), follow=True)
    assert "Une reconstruction est déjà en cours." in answer.content.decode()
    assert IndexHealth.current().rebuild_asked_at is None


def test_a_cluster_that_is_away_is_seen_on_the_page_and_by_the_load_balancer(as_role, fiche, settings):
    settings.ELASTICSEARCH_URL = AWAY
    push_pending()

    page = shown(as_role("redaction"))
    assert "la base de données (Elasticsearch est en échec)" in page
    assert "Elasticsearch ne répond pas (ConnectionError)." in page
    assert "1 échec de suite" in page
    assert "Repérer les fuites" not in page
    answer = ready()
    assert answer["etat"] == "prêt"
    assert answer["degrade"] == ["Elasticsearch est en échec : la recherche se fait dans la base de données."]


def test_what_waits_and_for_how_long(as_role, fiche, settings):
    settings.ELASTICSEARCH_URL = AWAY
    IndexHealth.note(checked_at=timezone.now(), index="iadt-x", mapping=FINGERPRINT)
    assert ready() == {"etat": "prêt"}
    SearchEntry.objects.update(written_at=timezone.now() - timedelta(minutes=10))

    page = shown(as_role("redaction"))
    assert "1 entrée, retard de 60" in page
    assert "nombre inconnu pour 1 entrée publique" in page
    assert ready()["degrade"] == ["L’index de recherche est en retard : la recherche se fait dans la base de données."]

    IndexHealth.note(checked_at=timezone.now() - timedelta(hours=1))
    assert "sweep" in ready()["degrade"][0]


def test_what_the_index_refuses_is_listed_with_the_reason(as_role, fiche, settings, django_assert_max_num_queries):
    settings.ELASTICSEARCH_URL = AWAY
    SearchEntry.objects.update(push_error="document_parsing_exception, champ « theme »")

    client = as_role("redaction")
    with django_assert_max_num_queries(40):
        page = shown(client)

    assert "1 entrée est refusée" in page
    assert "Repérer les fuites" in page
    assert "champ « theme »" in page


@pytest.mark.elasticsearch
def test_an_index_that_is_well_and_its_rebuild_from_the_button(elasticsearch_index, as_role, fiche):
    push_pending()
    administration, first = as_role("administration"), in_use(elasticsearch_index)
    page = shown(administration)
    assert f"Elasticsearch, index « {first} »" in page
    assert "1 pour 1 entrée publique" in page

    administration.post(reverse("search_rebuild"))
    settle()

    assert in_use(elasticsearch_index) != first
    assert contents(elasticsearch_index) == projected()
    assert f"index « {in_use(elasticsearch_index)} »" in shown(administration)
    assert ready() == {"etat": "prêt"}
