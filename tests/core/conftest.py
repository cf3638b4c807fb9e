from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from cms.members.models import User
from cms.members.roles import REDACTION, apply
from home.models import HomePage, StandardPage
from tests.factories import StandardPageFactory


@pytest.fixture
def editor(home: HomePage) -> User:
    """A member of the group Rédaction, with its rights and no other."""
    apply(REDACTION)
    user = User.objects.create_user("redactrice", "redactrice@example.org")
    user.groups.add(Group.objects.get(name=REDACTION.name))
    return user


@pytest.fixture
def editor_client(editor: User, client: Client) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def page(home: HomePage) -> StandardPage:
    return StandardPageFactory(parent=home, title="Page essayée")


@pytest.fixture
def save_page(editor_client: Client) -> Callable[..., Any]:
    """`save_page(page, body=[("heading", "…")], action="publish", tags="…")` posts the form as the editor sees it."""

    def save(page: Page, body: list[tuple[str, Any]] = (), action: str = "", **fields: str) -> Any:
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        data = querydict_from_html(editor_client.get(url).content.decode(), form_id="page-edit-form").dict()
        data |= nested_form_data({"body": streamfield(body)}) | fields
        if action:
            data[f"action-{action}"] = action
        return editor_client.post(url, data)

    return save
