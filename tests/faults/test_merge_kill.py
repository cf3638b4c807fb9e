"""A process killed in the middle of a merge: nothing moved."""

import pytest

from cms.taxonomy.models import Theme
from library_pages.models import UseCasePage
from tests.factories import ThemeFactory, UseCasePageFactory
from tests.faults.test_projection_kill import run_and_be_killed

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

MERGE_AND_DIE_ONCE_THE_ROWS_HAVE_MOVED = """
import os, signal
from django.db.models.signals import post_save
from cms.taxonomy.merge import merge
from cms.taxonomy.models import Theme
from library_pages.models import UseCasePage
def die(**kwargs):
    assert not UseCasePage.objects.filter(theme__slug="transports").exists()
    os.kill(os.getpid(), signal.SIGKILL)
post_save.connect(die, sender=Theme)
merge(Theme.objects.get(slug="transports"), Theme.objects.get(slug="mobilites"))
"""


def test_a_merge_killed_halfway_changes_nothing_and_can_be_done_again(library):
    old, new = ThemeFactory(slug="transports"), ThemeFactory(slug="mobilites")
    fiche = UseCasePageFactory(parent=library, theme=old, secondary_themes=[new])
    version = fiche.save_revision()

    run_and_be_killed(MERGE_AND_DIE_ONCE_THE_ROWS_HAVE_MOVED)

    fiche = UseCasePage.objects.get(pk=fiche.pk)
    assert (fiche.theme, list(fiche.secondary_themes.all())) == (old, [new])
    assert fiche.latest_revision.content["theme"] == old.pk
    assert fiche.latest_revision_id == version.pk
    assert not Theme.objects.filter(merged_into__isnull=False).exists()
