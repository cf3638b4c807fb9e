"""The same submission sent ten times at the same instant, each by its own connection."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import TaskState

from cms.members.roles import RELECTEUR, apply
from cms.workflow import circuit
from concertation_pages.models import ReportPage
from tests.concertation_pages.space import committed, opened, referent_of
from tests.factories import home_page

TIMES = 10


@pytest.mark.django_db(transaction=True)
def test_ten_submissions_at_once_make_one_report_and_one_review() -> None:
    home = home_page()
    apply(RELECTEUR)
    circuit.ensure()
    anne = opened(referent_of(committed(home)))
    draft = anne.begin()
    anne.save(draft, 2, angles="Les services publics")
    shown = anne.get(f"{draft.pk}/verifier/").context["form"].initial["vu"]
    together, answers = threading.Barrier(TIMES), []

    def send() -> None:
        client = Client()
        client.cookies = anne.client.cookies
        together.wait()
        answer: Any = client.post(f"{anne.home}{draft.pk}/verifier/", {"licence": "on", "vu": shown})
        answers.append(answer.status_code)
        connection.close()

    senders = [threading.Thread(target=send) for _ in range(TIMES)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert answers == [302] * TIMES
    assert ReportPage.objects.count() == TaskState.objects.count() == 1
