"""A decision is taken once or not at all: two clicks at the same instant, a process killed in the middle."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.core.models import OutgoingMail
from cms.core.sweeper import sweep_once
from cms.members.models import User
from cms.workflow import steps
from cms.workflow.models import Approval, Publication
from cms.workflow.permissions import State, in_review, state_of
from home.models import StandardPage
from tests.factories import StandardPageFactory
from tests.faults.test_projection_kill import run_and_be_killed
from tests.sign_in import sign_in

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

DIE_AT_THE_PUBLICATION = """
import os, signal
from wagtail.signals import page_published
def die(instance, **kwargs):
    if instance.slug == "seconde":
        os.kill(os.getpid(), signal.SIGKILL)
page_published.connect(die, weak=False)
"""
APPROVE = """
from cms.members.models import User
from cms.workflow import steps
from cms.workflow.permissions import in_review
from wagtail.models import Page
steps.approve(in_review(Page.objects.get(slug="seconde")), User.objects.get(username="relectrice"))
"""
SWEEP = """
from cms.core.sweeper import sweep_once
sweep_once()
"""


@pytest.fixture
def people(home: Any, account: Any) -> dict[str, User]:
    roles = {"redactrice": "redaction", "relectrice": "relecteur", "relecteur": "relecteur"}
    return {name: account(role, username=name) for name, role in roles.items()}


def submitted(home: Any, people: dict[str, User], slug: str, **values: Any) -> Page:
    page = StandardPageFactory(parent=home, slug=slug, title=f"Page {slug}", live=False)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision(user=people["redactrice"])
    steps.submit(page, people["redactrice"])
    return page


def read(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def check_told_once(page: Any, author: User) -> None:
    """Sent mails have lost their text; their subject says which page, and what became of it."""
    told = list(OutgoingMail.objects.filter(subject__contains=page.title).values_list("subject", "to"))
    assert len(told) == len(set(told))
    assert author.email in {to for _, to in told}


@pytest.mark.parametrize("names", [("relectrice", "relectrice"), ("relectrice", "relecteur")], ids=["twice", "both"])
def test_two_clicks_at_the_same_instant_publish_once(home: Any, people: dict[str, User], names: Any) -> None:
    page = submitted(home, people, "page")
    data = {"task_state": in_review(page).pk, "decision": "approuver", "comment": ""}
    address = reverse("workflow_desk:item", args=[page.pk])
    ready = Barrier(2)

    def click(client: Client) -> int:
        try:
            ready.wait()
            return client.post(address, data).status_code
        finally:
            connection.close()

    clients = [Client(headers={"host": "localhost"}) for _ in names]
    for client, name in zip(clients, names, strict=True):
        sign_in(client, people[name])
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(click, clients)) == [302, 302]

    assert read(page).live
    assert (Publication.objects.count(), Approval.objects.count()) == (1, 1)
    check_told_once(page, people["redactrice"])


def test_a_process_killed_during_the_publication_leaves_the_version_to_approve(home: Any, people: Any) -> None:
    page = submitted(home, people, "seconde")
    before = OutgoingMail.objects.count()

    run_and_be_killed(DIE_AT_THE_PUBLICATION + APPROVE)

    assert (read(page).live, state_of(read(page))) == (False, State.IN_REVIEW)
    assert (Approval.objects.count(), Publication.objects.count(), OutgoingMail.objects.count()) == (0, 0, before)
    steps.approve(in_review(page), people["relectrice"])
    assert read(page).live
    check_told_once(page, people["redactrice"])


def test_a_worker_killed_in_the_middle_of_a_sweep_goes_on_with_the_rest_and_does_nothing_twice(
    home: Any, people: dict[str, User]
) -> None:
    soon = timezone.now() + datetime.timedelta(days=1)
    pages = [submitted(home, people, slug, go_live_at=soon) for slug in ("premiere", "seconde")]
    for page in pages:
        steps.approve(in_review(page), people["relectrice"])
    past = timezone.now() - datetime.timedelta(hours=3)
    for delay, page in enumerate(pages):
        due = past + datetime.timedelta(minutes=delay)
        revision = Revision.objects.get(pk=page.latest_revision_id)
        revision.content["go_live_at"] = due.isoformat()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=due, content=revision.content)

    run_and_be_killed(DIE_AT_THE_PUBLICATION + SWEEP)
    assert [read(page).live for page in pages] == [True, False]

    sweep_once()
    sweep_once()

    assert StandardPage.objects.live().count() == 2
    assert sorted(Publication.objects.values_list("page__slug", flat=True)) == ["premiere", "seconde"]
    for page in pages:
        check_told_once(page, people["redactrice"])
