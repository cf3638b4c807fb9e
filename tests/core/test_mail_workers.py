"""Two workers at once."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from cms.core.mail import send_due
from cms.core.models import OutgoingMail
from tests.core.test_mail import server, write  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_workers_send_each_mail_once(server):  # noqa: F811
    for number in range(30):
        write(f"personne{number}@exemple.fr")
    together = Barrier(2)

    def work():
        together.wait()
        send_due()
        connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(message["To"] for message in server.received) == sorted(f"personne{n}@exemple.fr" for n in range(30))
    assert not OutgoingMail.objects.filter(sent_at=None).exists()
