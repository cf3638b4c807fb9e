"""The screens of the desk, as its tests read and fill them."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Page

from cms.members.models import User
from cms.workflow.permissions import in_review

Session = Callable[[User], Client]
INDEX = "workflow_desk:index"


def words(response: Any) -> str:
    """What a person reads of a page, its spaces made plain."""
    body = re.sub(r"(?s)<(script|style|template)\b.*?</\1>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(strip_tags(body)))


def read(page: Page) -> Any:
    return Page.objects.get(pk=page.pk).specific


def item(page: Page) -> str:
    return reverse("workflow_desk:item", args=[page.pk])


def decide(client: Client, page: Page, decision: str, comment: str = "", task_state: Any = None) -> Any:
    """The form of the item page, as it was read."""
    read_state = task_state or in_review(page)
    data = {"task_state": read_state.pk, "decision": decision, "comment": comment}
    return client.post(item(page), data, follow=True)
