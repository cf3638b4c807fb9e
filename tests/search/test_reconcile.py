"""Whatever happened to the index or to the database, they say the same afterwards, and it is known what differed."""

import pytest
from django.core.management import CommandError, call_command

from search.indexing import push_pending
from search.models import IndexHealth, IndexState, SearchEntry
from tests.commits import run_pending
from tests.factories import UseCasePageFactory, publish
from tests.search.indexed import FICHE, change, contents, in_use, later, projected, settle

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


@pytest.fixture
def prefix(elasticsearch_index: str) -> str:
    return elasticsearch_index


@pytest.fixture
def fiches(library, prefix):
    fiches = [UseCasePageFactory(parent=library, title=f"Fiche {number}") for number in range(4)]
    run_pending()
    push_pending()
    return fiches


def key(page) -> str:
    return f"{FICHE}:{page.pk}:"


def damage(prefix, fiches) -> None:
    """One document is lost, one says what was true before, one comes from nowhere."""
    change(prefix, f"_doc/{key(fiches[0])}", method="DELETE")
    written = {"title": "Nouveau titre", "sequence": IndexState.take_next().sequence}
    SearchEntry.objects.filter(object_id=fiches[1].pk).update(**written)
    unknown = {"source": FICHE, "object_id": 999_999, "fragment": "", "sequence": 1, "title": "Venu de nulle part"}
    change(prefix, f"_doc/{FICHE}:999999:?version=1&version_type=external", unknown)
    change(prefix, "_refresh", method="POST")


class Backup:
    """Of what the projection keeps."""

    def __init__(self) -> None:
        self.entries = list(SearchEntry.objects.all())
        self.state = IndexState.objects.get()
        self.health = IndexHealth.current()

    def restore(self) -> None:
        SearchEntry.objects.all().delete()
        SearchEntry.objects.bulk_create(self.entries)
        self.state.save()
        self.health.save()


def test_the_command_repairs_both_ways_and_says_what_it_found(prefix, fiches, capsys):
    damage(prefix, fiches)

    call_command("search_reconcile")

    said = capsys.readouterr().out.splitlines()
    assert said[:5] == [
        "Entrées comparées : 4",
        "Absentes de l’index : 1",
        "En retard dans l’index : 1",
        "En avance dans l’index (sauvegarde restaurée) : 0",
        "En trop dans l’index : 1",
    ]
    assert said[-1] == "L’index dit la même chose que la base."
    assert contents(prefix) == projected()
    assert not SearchEntry.objects.filter(pushed=False).exists()


def test_a_dry_run_repairs_nothing_and_fails_when_something_differs(prefix, fiches):
    call_command("search_reconcile", dry_run=True)
    damage(prefix, fiches)
    before = contents(prefix)

    with pytest.raises(CommandError, match="3 différences"):
        call_command("search_reconcile", dry_run=True)

    assert contents(prefix) == before


def test_the_worker_sees_that_documents_are_missing_and_compares(prefix, fiches):
    damage(prefix, fiches)
    later()

    push_pending()
    assert contents(prefix) == projected()

    settle()
    assert not IndexHealth.current().reconcile_due


def after_a_restored_backup(prefix, fiches, library):
    """The index has seen a publication, a withdrawal, a return and a new fiche that the database no longer knows of."""
    fiches[3].unpublish()
    push_pending()
    backup = Backup()
    fiches[0].title = "Jamais sauvegardé"
    publish(fiches[0])
    fiches[1].unpublish()
    publish(fiches[3])
    UseCasePageFactory(parent=library, title="Perdue")
    push_pending()
    assert len(contents(prefix)) == 4
    backup.restore()
    assert contents(prefix) != projected()


def test_a_restored_backup_ends_equal(prefix, fiches, library, capsys):
    after_a_restored_backup(prefix, fiches, library)

    call_command("search_reconcile")

    assert "En avance dans l’index (sauvegarde restaurée) : 1" in capsys.readouterr().out
    assert contents(prefix) == projected()
    assert {title for title, _ in projected().values()} == {"Fiche 0", "Fiche 1", "Fiche 2"}


def test_a_restored_backup_is_noticed_by_the_worker(prefix, fiches, library):
    after_a_restored_backup(prefix, fiches, library)

    settle()

    assert contents(prefix) == projected()


def test_what_is_written_after_a_restored_backup_is_not_taken_for_older(prefix, fiches, library):
    """The sequence begins again below what the index has seen: the new words must win all the same."""
    for number in range(5):
        fiches[0].title = f"Version {number}"
        publish(fiches[0])
        if number == 0:
            push_pending()
            backup = Backup()
    push_pending()
    backup.restore()
    fiches[0].title = "Après la restauration"
    publish(fiches[0])

    settle()

    assert contents(prefix) == projected()
    assert contents(prefix)[key(fiches[0])][0] == "Après la restauration"
    assert in_use(prefix) == IndexHealth.current().index


def test_an_index_put_there_by_somebody_else_is_compared_before_it_is_trusted(prefix, fiches):
    damage(prefix, fiches)
    IndexHealth.note(index="un-autre")
    later()

    push_pending()

    assert IndexHealth.current().index == in_use(prefix)
    assert contents(prefix) == projected()
