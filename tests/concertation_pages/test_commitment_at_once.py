"""Ten people press the same button, or one does ten times: on either database, one commitment."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from concertation_pages.models import Commitment
from tests.concertation_pages.committing import FORM, answers, mails, open_campaign
from tests.search.alerts import person


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_ten_times_at_once_makes_one_commitment(home: Any) -> None:
    open_campaign(home)
    browser = person()
    page = browser.get(FORM)
    sent = {**answers(page), "csrfmiddlewaretoken": page.context["csrf_token"]}
    together, statuses = Barrier(10), []

    def send() -> None:
        own = person()
        own.cookies = browser.cookies.copy()
        together.wait()
        statuses.append(own.post(FORM, sent).status_code)
        connection.close()

    threads = [Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [302] * 10
    assert Commitment.objects.count() == 1
    assert len(mails("confirm")) == 1
