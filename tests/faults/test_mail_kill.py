"""The worker is killed while a mail leaves: nothing is sent twice, nothing is lost without a word."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings

from cms.core.mail import send_due
from cms.core.models import OutgoingMail
from tests.core.test_mail import server, write  # noqa: F401
from tests.faults.test_projection_kill import database_url

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

PATIENCE = 60


@contextmanager
def worker(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`manage.py sweep` under production's settings, as it runs beside the site."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "localhost",
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    }
    command = [sys.executable, "manage.py", "sweep", "--every", "0.1"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(happened: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_a_worker_killed_while_the_server_takes_a_message_does_not_send_it_twice(server):  # noqa: F811
    write("première@exemple.fr")
    write("seconde@exemple.fr")
    server.delay = PATIENCE
    with worker(server.port) as killed:
        wait_until(lambda: len(server.received) == 1)
        killed.kill()
        killed.wait()

    server.delay = 0
    send_due()

    assert [message["To"] for message in server.received] == ["première@exemple.fr", "seconde@exemple.fr"]
    states = {mail.to: mail.state for mail in OutgoingMail.objects.all()}
    assert states == {"première@exemple.fr": "interrompu", "seconde@exemple.fr": "parti"}


def test_a_worker_stopped_while_it_waits_for_the_server_has_claimed_nothing(server):  # noqa: F811
    write()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(PATIENCE)
        with worker(silent.getsockname()[1]) as stopped:
            conversation, _ = silent.accept()
            with conversation:
                stopped.terminate()
                assert stopped.wait(timeout=PATIENCE) == 0
    assert OutgoingMail.objects.get().attempts == 0

    send_due()

    assert len(server.received) == 1
