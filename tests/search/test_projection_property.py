"""Whatever happens to the site, the projection says what the database says, as soon as each operation has committed."""

import pytest
from django.db import connection

from cms.core.content_version import current_version
from search.models import SearchEntry, StaleScope
from tests.search.operations import OPERATIONS, Life
from tests.search.oracle import expected_entries, projected_entries

SEEDS = {"sqlite": (0, 1), "postgresql": (2, 3)}
"""By database: no life is lived twice."""
OPERATIONS_PER_SEED = 40


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", SEEDS[connection.vendor])
def test_the_projection_follows_any_sequence_of_operations(library, seed):
    life = Life(library, seed)
    before, version = projected_entries(), current_version()

    for step in range(OPERATIONS_PER_SEED):
        life.live_one()

        after = projected_entries()
        assert after == expected_entries(), f"seed {seed}, step {step}"
        assert after == before or current_version() != version
        before, version = after, current_version()
    assert not StaleScope.objects.exists()
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_what_is_no_longer_public_leaves_no_word_behind(library):
    life = Life(library, seed=0)
    for _ in range(30):
        life.live_one()

    for page in library.get_children():
        page.delete()

    gone = SearchEntry.objects.filter(public=False)
    assert gone
    for entry in gone.values():
        kept = {"id", "source", "object_id", "fragment", "public", "sequence", "written_at", "pushed"}
        assert not any(value for name, value in entry.items() if name not in kept)


def test_every_kind_of_operation_is_drawn():
    assert len(OPERATIONS) >= 25
