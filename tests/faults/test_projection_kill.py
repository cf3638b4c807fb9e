"""Real processes killed at the worst moment: the projection catches up."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cms.core.content_version import current_version
from library_pages.models import UseCasePage
from search.models import SearchEntry, StaleScope
from tests.factories import UseCasePageFactory

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

PATIENCE = 180
"""Seconds that a process may take to start and die, on a busy machine."""

PUBLISH_AND_DIE_AT_COMMIT = """
import os, signal
from django.db import transaction
from library_pages.models import UseCasePage
from tests.factories import publish
with transaction.atomic():
    transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
    page = UseCasePage.objects.get()
    page.title = "Après"
    publish(page)
"""

DIE_DURING_THE_REFRESH = """
import os, signal
from django.db import transaction
from search.models import StaleScope
from search.projection import refresh
with transaction.atomic():
    refresh()
    assert not StaleScope.objects.exists()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def database_url() -> str:
    """The address of the test database, for another process."""
    current = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{current['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**current)


def start(*arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)


def run_and_be_killed(code: str) -> None:
    assert start("shell", "--no-imports", "-c", code).wait(timeout=PATIENCE) == -signal.SIGKILL


@pytest.fixture
def fiche(library):
    return UseCasePageFactory(parent=library, title="Avant")


def title() -> str:
    return SearchEntry.objects.public().get().title


def test_a_process_killed_between_commit_and_refresh_is_caught_up_by_the_sweeper(fiche):
    run_and_be_killed(PUBLISH_AND_DIE_AT_COMMIT)
    assert UseCasePage.objects.get().title == "Après"
    assert title() == "Avant"
    assert StaleScope.objects.exists()

    call_command("sweep")

    assert title() == "Après"
    assert not StaleScope.objects.exists()


def test_it_is_caught_up_by_the_next_publication_of_anything(fiche, library):
    run_and_be_killed(PUBLISH_AND_DIE_AT_COMMIT)

    UseCasePageFactory(parent=library, title="Une autre fiche")

    assert set(SearchEntry.objects.public().values_list("title", flat=True)) == {"Après", "Une autre fiche"}


def test_a_process_killed_during_the_refresh_leaves_nothing_half_done(fiche):
    run_and_be_killed(PUBLISH_AND_DIE_AT_COMMIT)
    version = current_version()

    run_and_be_killed(DIE_DURING_THE_REFRESH)
    assert title() == "Avant"
    assert current_version() == version

    call_command("sweep")
    assert title() == "Après"


def test_the_worker_catches_up_and_stops_when_asked(fiche):
    run_and_be_killed(PUBLISH_AND_DIE_AT_COMMIT)
    worker = start("sweep", "--every", "0.1")

    try:
        for _ in range(300):
            if title() == "Après":
                break
            with pytest.raises(subprocess.TimeoutExpired):  # it must not stop by itself
                worker.wait(timeout=0.1)
        worker.terminate()
        assert worker.wait(timeout=10) == 0
    finally:
        worker.kill()
    assert title() == "Après"
