"""`manage.py prepare`: what `make run` needs before it serves, each step done only when it is due."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Met la base à jour, charge la démonstration dans une base vide, rassemble les fichiers statiques."
    requires_system_checks = []  # `make test` runs them; here they would double the start-up time

    def handle(self, *args: Any, **options: Any) -> None:
        self.step("Base de données", _has_pending_migrations(), _migrate)
        self.step("Contenu de démonstration", not get_user_model().objects.exists(), _load_demo)
        self.step("Fichiers statiques", _static_files_are_stale(), _collect_static)
        call_command("demo_accounts", stdout=self.stdout)

    def step(self, title: str, is_due: bool, run: Any) -> None:
        if not is_due:
            self.stdout.write(f"{title} : à jour.")
            return
        self.stdout.write(f"{title} : en cours…")
        self.stdout.flush()
        run()
        self.stdout.write(f"{title} : terminé.")


def _has_pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def _load_demo() -> None:
    """All or nothing: a load that was interrupted starts again next time."""
    with transaction.atomic():
        call_command("demo")


def _static_files_are_stale() -> bool:
    """True when a source file is newer than the last collection."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected_at = manifest.stat().st_mtime
    sources = (Path(storage.path(path)) for finder in get_finders() for path, storage in finder.list([]))
    return any(source.stat().st_mtime > collected_at for source in sources)


def _collect_static() -> None:
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
