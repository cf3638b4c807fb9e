"""The fixture that stands for the commit in `db` tests: hooks run where the site would commit, and only there."""

import pytest
from django.db import transaction


@pytest.fixture
def ran(db):
    return []


def test_a_hook_outside_any_block_runs_at_once(ran):
    transaction.on_commit(lambda: ran.append("hook"))

    assert ran == ["hook"]


@pytest.mark.parametrize("savepoint", [True, False])
def test_a_hook_waits_for_the_end_of_the_outermost_block(ran, savepoint):
    with transaction.atomic(savepoint=savepoint):
        with transaction.atomic():
            transaction.on_commit(lambda: ran.append("hook"))
        assert ran == []

    assert ran == ["hook"]


def test_a_hook_of_a_rolled_back_block_never_runs(ran):
    @transaction.atomic
    def abandon():
        transaction.on_commit(lambda: ran.append("undone"))
        raise ValueError("abandon")

    with transaction.atomic():
        with pytest.raises(ValueError, match="abandon"):
            abandon()
        transaction.on_commit(lambda: ran.append("kept"))

    assert ran == ["kept"]


def test_a_hook_may_write_and_register_another(ran):
    def first():
        with transaction.atomic():
            transaction.on_commit(lambda: ran.append("second"))
        ran.append("first")

    with transaction.atomic():
        transaction.on_commit(first)

    assert ran == ["second", "first"]


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_commits_for_real():
    ran = []
    with transaction.atomic():
        transaction.on_commit(lambda: ran.append("hook"))
        assert ran == []

    assert ran == ["hook"]
