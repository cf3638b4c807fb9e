"""Headers and cookies, for every class of answer that the site gives."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import include, path
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms import urls
from cms.members.models import User
from library_pages.models import LibraryIndexPage, UseCasePage
from tests.core.test_errors import broken
from tests.factories import StandardPageFactory, UseCasePageFactory
from tests.sign_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [path("panne/", broken), path("", include("cms.urls"))]

PUBLIC_CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


@pytest.fixture
def fiche(library: LibraryIndexPage) -> UseCasePage:
    return UseCasePageFactory(parent=library, title="Détection de fuites", slug="detection-de-fuites")


@pytest.fixture
def site(fiche: UseCasePage, client: Client, settings, tmp_path: Path) -> Client:
    """The site as production serves it: over TLS, with its static files."""
    settings.ROOT_URLCONF = __name__
    settings.MEDIA_ROOT = tmp_path
    settings.WHITENOISE_USE_FINDERS = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    cache.clear()  # Wagtail keeps renditions there, by the id of an image that the test before has rolled back
    client.raise_request_exception = False
    return client


def rendition(site: Client) -> str:
    image = get_image_model().objects.create(
        title="Capteur", file=ImageFile(get_test_image_file("capteur.png").file, "capteur.png")
    )
    return image.get_rendition("width-100").url


def document(site: Client) -> str:
    return get_document_model().objects.create(title="Jeu", file=ContentFile(b"a;b\n1;2\n", "jeu.csv")).url


def public(address: str) -> Callable[[Client], str]:
    return lambda site: address


CLASSES = {
    "home": (public("/"), 200),
    "listing": (public("/bibliotheque/?q=fuites&theme=eau"), 200),
    "fiche": (public("/bibliotheque/detection-de-fuites/"), 200),
    "search": (public("/recherche/?q=fuites"), 200),
    "api": (public("/api/v1/recherche/?q=fuites"), 200),
    "api refusal": (public("/api/v1/recherche/?theme=inconnu"), 400),
    "document": (document, 200),
    "image": (rendition, 200),
    "static": (public("/static/wagtailadmin/css/core.css"), 200),
    "redirect": (public("/bibliotheque"), 301),
    "admin": (public("/admin/sprite/"), 200),
    "account": (public("/compte/login/"), 200),
    "admin redirect": (public("/admin/pages/"), 302),
    "not found": (public("/nulle-part/"), 404),
    "broken": (public("/panne/"), 500),
    "probe": (public("/healthz"), 200),
    "readiness": (public("/readyz"), 200),
}
ANONYMOUS = [name for name in CLASSES if not name.startswith(("account", "admin"))]  # a form has its own cookie


def policy(header: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in header.split(";") if " " in part.strip())


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_of_answer_carries_the_protective_headers(site: Client, name: str) -> None:
    address, status = CLASSES[name]
    response = site.get(address(site), secure=True)
    assert response.status_code == status
    headers = response.headers
    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == ("cross-origin" if name.startswith("api") else "same-origin")
    assert headers["Referrer-Policy"] == (
        "same-origin" if name.startswith("admin") else "strict-origin-when-cross-origin"
    )
    assert "camera=()" in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "X-Powered-By" not in headers


@pytest.mark.parametrize("name", [name for name in ANONYMOUS if name not in {"document", "image"}])
def test_public_answers_have_the_strict_policy(site: Client, name: str) -> None:
    response = site.get(CLASSES[name][0](site))
    assert policy(response["Content-Security-Policy"]) == PUBLIC_CSP
    assert response.get("X-Frame-Options", "DENY") == "DENY"


@pytest.mark.parametrize("name", ANONYMOUS)
def test_anonymous_answers_set_no_cookie_and_do_not_vary_by_cookie(site: Client, name: str) -> None:
    response = site.get(CLASSES[name][0](site))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("name", ["api", "home", "fiche"])
def test_cors_is_for_open_data_alone_and_without_credentials(site: Client, name: str) -> None:
    response = site.get(CLASSES[name][0](site), headers={"origin": "https://ailleurs.exemple"})
    assert response.get("Access-Control-Allow-Origin") == ("*" if name == "api" else None)
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_an_uploaded_image_is_inert_and_cached(site: Client) -> None:
    response = site.get(rendition(site))
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Type"] == "image/png"
    assert "public" in response["Cache-Control"]


def test_originals_and_documents_are_not_reachable_in_the_media_folder(site: Client) -> None:
    rendition(site)
    document(site)
    original = get_image_model().objects.get().file.name
    stored = get_document_model().objects.get().file.name
    for name in (original, stored, f"images/../{original}", f"images/%2e%2e/{stored}", "images/"):
        assert site.get(f"/media/{name}").status_code in {400, 404}, name


def test_a_preview_may_be_framed_by_the_editor_alone(site: Client, fiche: UseCasePage) -> None:
    response = fiche.make_preview_request()
    assert policy(response["Content-Security-Policy"]) == PUBLIC_CSP | {"frame-ancestors": "'self'"}


def test_the_admin_runs_only_the_scripts_that_its_templates_sign(site: Client, fiche: UseCasePage) -> None:
    sign_in(site, User.objects.create_superuser("administration", "admin@example.org"))
    nonces = []
    for _ in range(2):
        response = site.get(f"/admin/pages/{fiche.pk}/edit/")
        scripts = policy(response["Content-Security-Policy"])["script-src"]
        nonces.append(re.fullmatch(r"'self' 'nonce-([^']+)'", scripts).group(1))
        inline = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", response.content.decode())
        assert len(inline) > 10
        assert set(inline) == {f'<script nonce="{nonces[-1]}">'}
    assert nonces[0] != nonces[1]


def test_pages_show_no_inline_script_or_style(site: Client, library: LibraryIndexPage) -> None:
    StandardPageFactory(parent=library.get_parent(), title="Accessibilité", slug="accessibilite")
    for address in (
        "/",
        "/bibliotheque/",
        "/bibliotheque/detection-de-fuites/",
        "/recherche/?q=eau",
        "/accessibilite/",
    ):
        html = site.get(address).content.decode()
        scripts = re.findall(r"<script[^>]*>", html)
        assert all(" src=" in tag or "application/" in tag for tag in scripts), address
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html), address


def test_the_second_door_of_wagtail_leads_to_the_only_login(client: Client) -> None:
    response = client.get("/_util/login/?next=/bibliotheque/")
    assert response.headers["Location"] == "/compte/login/?next=/bibliotheque/"
    assert client.post("/_util/login/", {"username": "a", "password": "b"}).status_code == 302


@pytest.mark.parametrize(
    "path", ["/admin/password_reset/", "/.git/config", "/metrics/", "/api/main/", "/django-admin/"]
)
def test_doors_that_nobody_uses_are_closed(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
