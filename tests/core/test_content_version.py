"""The version of the content moves with every public change, in its transaction, and with nothing else."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from cms.core import content_version
from cms.core.content_version import current_version
from cms.core.models import ContentChange
from cms.members.models import User
from home.models import HomePage
from tests.factories import StandardPageFactory, ThemeFactory


def test_the_version_costs_one_query(home: HomePage, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert current_version()


@pytest.mark.django_db
def test_there_is_no_version_before_the_first_change() -> None:
    ContentChange.objects.all().delete()
    assert current_version() == ""


def test_an_account_and_a_draft_make_no_version(home: HomePage) -> None:
    page = StandardPageFactory(parent=home)
    before = current_version()
    User.objects.create_user("personne")
    page.title = "Brouillon"
    page.save_revision()
    StandardPageFactory(parent=home, live=False)

    assert current_version() == before


def test_a_change_that_is_rolled_back_leaves_the_version_as_it_was(home: HomePage) -> None:
    theme = ThemeFactory()
    before = current_version()
    with transaction.atomic():
        theme.save()
        assert current_version() != before
        transaction.set_rollback(True)

    assert current_version() == before


def test_a_restored_backup_never_looks_like_what_was_lost(home: HomePage) -> None:
    theme = ThemeFactory()
    backup = list(ContentChange.objects.all())
    theme.save()
    lost = current_version()
    ContentChange.objects.all().delete()
    ContentChange.objects.bulk_create(backup)

    theme.save()

    assert current_version() != lost


def test_old_changes_are_forgotten_and_each_new_one_is_still_seen(
    home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content_version, "KEPT", 20)
    versions = set()
    for _ in range(100):
        content_version.renew()
        versions.add(current_version())

    assert len(versions) == 100
    assert ContentChange.objects.count() < 40


@pytest.mark.django_db(transaction=True)
def test_the_version_moves_for_another_process_with_the_commit_and_not_before(home: HomePage) -> None:
    def seen_elsewhere() -> str:
        try:
            return current_version()
        finally:
            connection.close()

    theme = ThemeFactory()
    with ThreadPoolExecutor(max_workers=1) as elsewhere:
        before = elsewhere.submit(seen_elsewhere).result()
        with transaction.atomic():
            theme.save()
            during = elsewhere.submit(seen_elsewhere).result()
        after = elsewhere.submit(seen_elsewhere).result()

    assert before == during != after == current_version()
