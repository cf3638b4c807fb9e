"""What a load balancer is told, whole or in trouble."""

import shutil
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def unreachable_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every statement fails as it does when the server is gone."""
    from django.db import OperationalError

    def refuse(*args: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_healthz_answers_without_the_database(client: Client) -> None:
    """No `db` fixture: pytest-django fails a test that touches the database."""
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"etat": "vivant"}


@pytest.mark.django_db
def test_readyz_is_ready_when_everything_is_there(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"etat": "prêt"}


@pytest.mark.django_db
def test_readyz_says_that_the_database_is_gone(client: Client, unreachable_database: None) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["problemes"] == ["La base de données ne répond pas."]
    assert "server closed" not in response.content.decode()


@pytest.mark.django_db
def test_readyz_says_that_a_migration_is_missing(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("search", "0001_initial")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["problemes"] == ["Des migrations restent à appliquer."]


@pytest.mark.django_db
@pytest.mark.parametrize(("free", "status"), [(4, 503), (6, 200)])
def test_readyz_watches_the_disk(client: Client, monkeypatch: pytest.MonkeyPatch, free: int, status: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100, 100 - free, free))
    assert client.get("/readyz").status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_never_cached_and_name_no_version(client: Client, path: str) -> None:
    response = client.get(path)
    assert "no-store" in response["Cache-Control"]
    assert not any(char.isdigit() for char in response.content.decode())
    assert client.post(path).status_code == 405
