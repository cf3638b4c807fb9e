"""One migrated database, copied for each run: migrating takes half a minute, and every run would do it again.

The copy is named after what the migrations say; another migration makes another one, and the old ones go.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

FOLDER = Path(settings.BASE_DIR, ".data")
"""Of all the runs, whatever their DATA_DIR."""


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings: None
) -> Iterator[None]:
    """In the place of pytest-django's: a database of this process's own, already migrated."""
    with django_db_blocker.unblock():
        own, engine = connection.creation._get_test_db_name(), _engine()
        with _alone():
            engine.copy(_migrated(engine), own)
        _use(own)
    yield
    with django_db_blocker.unblock():
        connection.close()
        engine.drop(own)


@pytest.fixture(scope="session")
def migrated_file(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Path | None:
    """The file to copy, for a site that is started beside the tests; None when they are on PostgreSQL."""
    with django_db_blocker.unblock(), _alone():
        engine = _engine()
        return Path(engine.name(_migrated(engine))) if isinstance(engine, _SQLite) else None


@contextmanager
def shared_rows(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What a fixture of a module builds is there for all its tests, each of which undoes what it does; then it goes."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _engine() -> "_SQLite | _PostgreSQL":
    return _SQLite() if connection.vendor == "sqlite" else _PostgreSQL()


def _migrated(engine: "_SQLite | _PostgreSQL") -> str:
    """Its name; made when it is not there yet, or no longer says what the migrations say."""
    migrated = f"migrated_{_fingerprint()}"
    if not engine.exists(migrated):
        engine.forget("migrated_")
        _migrate(engine.name(f"{migrated}_unfinished"))
        engine.rename(f"{migrated}_unfinished", migrated)
    return migrated


def _fingerprint() -> str:
    """Of every migration of every application, and of the `apps.py` that says what follows a migration."""
    digest = sha256()
    for app in apps.get_app_configs():
        for file in sorted([*Path(app.path).glob("apps.py"), *Path(app.path, "migrations").glob("*.py")]):
            digest.update(f"{app.label}/{file.name}".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _alone() -> Iterator[None]:
    """Of two workers that start together, one migrates and the other waits for it."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "migrated.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _migrate(name: str) -> None:
    before, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    test["NAME"], own = name, test["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    _use(before)
    test["NAME"] = own


class _SQLite:
    """A database is a file; closed, it has nothing beside it."""

    def name(self, name: str) -> str:
        return str(FOLDER / f"{name}.sqlite3")

    def exists(self, name: str) -> bool:
        return Path(self.name(name)).exists()

    def forget(self, prefix: str) -> None:
        for file in FOLDER.glob(f"{prefix}*.sqlite3*"):
            file.unlink(missing_ok=True)

    def rename(self, name: str, new: str) -> None:
        Path(self.name(name)).rename(self.name(new))

    def copy(self, name: str, own: str) -> None:
        self.drop(own)
        shutil.copyfile(self.name(name), own)

    def drop(self, own: str) -> None:
        for end in ("", "-wal", "-shm"):
            Path(own + end).unlink(missing_ok=True)


class _PostgreSQL:
    """The server copies a database that nobody is connected to."""

    def _run(self, statement: str, *names: str) -> None:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(statement.format(*map(connection.ops.quote_name, names)))

    def name(self, name: str) -> str:
        return name

    def exists(self, name: str) -> bool:
        return name in self._names(name)

    def _names(self, prefix: str) -> list[str]:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
            return [name for (name,) in cursor.fetchall()]

    def forget(self, prefix: str) -> None:
        for name in self._names(prefix):
            self.drop(name)

    def rename(self, name: str, new: str) -> None:
        self._run("ALTER DATABASE {} RENAME TO {}", name, new)

    def copy(self, name: str, own: str) -> None:
        self.drop(own)
        self._run("CREATE DATABASE {} TEMPLATE {}", own, name)

    def drop(self, own: str) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", own)
