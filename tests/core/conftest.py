from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from cms.core import page_cache
from cms.core.memory import Memory
from cms.members.models import User
from cms.members.roles import REDACTION
from home.models import HomePage, StandardPage
from tests.core.public_site import PublicSite, build
from tests.databases import shared_rows
from tests.factories import StandardPageFactory, approve_submitted
from tests.sign_in import sign_in


@pytest.fixture
def editor(home: HomePage) -> User:
    """A member of the group Rédaction, with its rights and no other."""
    user = User.objects.create_user("redactrice", "redactrice@example.org")
    user.groups.add(Group.objects.get(name=REDACTION.name))
    return user


@pytest.fixture
def editor_client(editor: User, client: Client) -> Client:
    sign_in(client, editor)
    return client


@pytest.fixture
def page(home: HomePage) -> StandardPage:
    return StandardPageFactory(parent=home, title="Page essayée")


@pytest.fixture
def save_page(editor_client: Client) -> Callable[..., Any]:
    """`save_page(page, body=[("heading", "…")], publish=True, tags="…")` posts the form as the editor sees it; what is
    to be published is submitted, and approved by somebody else.
    """

    def save(page: Page, body: list[tuple[str, Any]] = (), publish: bool = False, **fields: str) -> Any:
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        data = querydict_from_html(editor_client.get(url).content.decode(), form_id="page-edit-form").dict()
        data |= nested_form_data({"body": streamfield(body)}) | fields
        response = editor_client.post(url, data | ({"action-submit": "1"} if publish else {}))
        approve_submitted()
        return response

    return save


@pytest.fixture
def pages(cold_pages: None, monkeypatch: pytest.MonkeyPatch) -> Memory[page_cache.KeptPage]:
    """The memory of the page cache, empty."""
    memory: Memory[page_cache.KeptPage] = Memory(1_000_000)
    monkeypatch.setattr(page_cache, "pages", memory)
    return memory


@pytest.fixture(scope="module")
def built_site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PublicSite]:
    """Built once for the tests of a module; each of them undoes what it does."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, shared_rows(django_db_blocker):
        yield build()


@pytest.fixture
def public_site(built_site: PublicSite, db: None, pages: Memory[page_cache.KeptPage]) -> PublicSite:
    """One of everything, under a page cache that remembers."""
    return built_site.read_again()
