"""Ten requests at the same instant, each by its own connection."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import TaskState

from concertation_pages.models import Referent, ReportPage
from home.models import HomePage
from tests.concertation_pages.space import Browser, committed, opened, referent_of

TIMES = 10


def at_once(browser: Browser, rest: str, sent: list[dict[str, str]]) -> list[int]:
    """The status of each, whatever their order."""
    together, answers = threading.Barrier(len(sent)), []

    def send(data: dict[str, str]) -> None:
        client = Client()
        client.cookies = browser.client.cookies
        together.wait()
        answer: Any = client.post(browser.home + rest, data)
        answers.append(answer.status_code)
        connection.close()

    senders = [threading.Thread(target=send, args=[data]) for data in sent]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_ten_submissions_at_once_make_one_report_and_one_review() -> None:
    home = HomePage.objects.get()
    anne = opened(referent_of(committed(home)))
    draft = anne.begin()
    anne.save(draft, 2, angles="Les services publics")
    shown = anne.get(f"{draft.pk}/verifier/").context["form"].initial["vu"]
    answers = at_once(anne, f"{draft.pk}/verifier/", [{"licence": "on", "vu": shown}] * TIMES)
    assert answers == [302] * TIMES
    assert ReportPage.objects.count() == TaskState.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_invitations_at_once_make_three_referents_of_different_addresses() -> None:
    anne = opened(referent_of(committed(HomePage.objects.get())))
    invited = [{"email": f"{number % 3}@rennes.example"} for number in range(TIMES)]
    assert set(at_once(anne, "inviter/", invited)) == {302, 422}
    assert Referent.objects.count() == 3
