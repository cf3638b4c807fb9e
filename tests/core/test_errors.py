"""Error pages: in French, with a reference found in the log, out even when the database is not there."""

import logging
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from cms import urls
from cms.core.views import error_page

pytestmark = pytest.mark.once

REFERENCE = re.compile(r"\b[0-9a-f]{8}\b")

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("détail interne")


def outage(request: HttpRequest) -> HttpResponse:
    raise OperationalError("could not connect to server at 10.0.0.1")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("règle interne")


urlpatterns = [
    path("panne/", broken),
    path("base-injoignable/", outage),
    path("interdit/", forbidden),
    path("", include("cms.urls")),
]


@pytest.fixture
def visitor(client: Client, settings) -> Client:
    """A client that is answered, as a browser is, where a test client would raise."""
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503])
def test_each_error_page_is_a_whole_french_page(rf: RequestFactory, status: int) -> None:
    response = error_page(rf.get("/quelque-part/"), status)
    html = response.content.decode()
    assert response.status_code == status
    assert '<html lang="fr"' in html
    assert html.count("<h1") == 1
    assert "<script" not in html.replace("<script src=", "")
    assert "style=" not in html
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", [429, 503])
def test_passing_troubles_say_when_to_come_back(rf: RequestFactory, status: int) -> None:
    assert error_page(rf.get("/"), status)["Retry-After"] == "60"


@pytest.mark.parametrize(("address", "status"), [("/panne/", 500), ("/base-injoignable/", 503), ("/interdit/", 403)])
def test_a_failing_view_gets_the_page_without_touching_the_database(
    visitor: Client, caplog: pytest.LogCaptureFixture, address: str, status: int
) -> None:
    """No `db` fixture: pytest-django fails a test that touches the database. The unknown parameter keeps the page cache
    from asking which version of the content is current."""
    with caplog.at_level(logging.INFO, logger="cms.core.views"):
        response = visitor.get(address, {"hors-contrat": "1"})
    html = response.content.decode()
    assert response.status_code == status
    assert "interne" not in html
    assert "10.0.0.1" not in html
    logged = [record.getMessage() for record in caplog.records if record.name == "cms.core.views"]
    assert logged
    assert REFERENCE.findall(logged[0])[-1] in html


def test_a_line_break_in_an_address_does_not_forge_a_line_of_the_log(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="cms.core.views"):
        error_page(RequestFactory().get("/a%0A2026-01-01 ERROR faux/"), 404)
    assert all("\n" not in record.getMessage() for record in caplog.records if record.name == "cms.core.views")


@pytest.mark.django_db
def test_an_unknown_address_is_a_french_404(visitor: Client) -> None:
    response = visitor.get("/nulle-part/")
    assert response.status_code == 404
    assert '<html lang="fr"' in response.content.decode()


def test_a_foreign_host_is_a_400(visitor: Client) -> None:
    response = visitor.get("/", headers={"host": "autre.exemple"})
    assert response.status_code == 400
    assert '<html lang="fr"' in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_a_french_403() -> None:
    response = Client(enforce_csrf_checks=True).post("/compte/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert '<html lang="fr"' in response.content.decode()
