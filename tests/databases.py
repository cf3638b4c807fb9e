"""One database as a site is installed, migrated and with its roles, copied for each run: it takes half a minute.

The copy is named after the code that makes it; other code makes another one, and the old ones go. A test that commits
for real gets the copy made anew after it, so that every test, whatever ran before it in its process, finds what is
installed: Django would empty the tables, and with them the root page, the locale and the site. The demonstration is a
second database of that kind, named after the code and the data that make it.
"""

import fcntl
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import ClassVar

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker
from wagtail.models import Page, Site

from tests.commits import run_pending
from tests.factories import HomePageFactory

Original = Callable[["_SQLite | _PostgreSQL"], str]
FOLDER = Path(settings.BASE_DIR, ".data")
"""Of all the runs, whatever their DATA_DIR."""


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings: None
) -> Iterator[None]:
    """In the place of pytest-django's: a database of this process's own, already installed."""
    with django_db_blocker.unblock():
        own = _Own()
        own.begin()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(_Own, "current", own, raising=False)
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda test: own.again())
        yield
    with django_db_blocker.unblock():
        own.forget()


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole demonstration, for the tests of a module, each of which undoes what it does."""
    with django_db_blocker.unblock():
        _Own.current.become(_demonstration)
    yield
    with django_db_blocker.unblock():
        _Own.current.begin()


@pytest.fixture(scope="session")
def installed_file(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Path | None:
    """The file to copy, for a site that is started beside the tests; None when they are on PostgreSQL."""
    with django_db_blocker.unblock(), _alone(_installed):
        engine = _engine()
        return Path(_installed(engine)) if isinstance(engine, _SQLite) else None


@contextmanager
def shared_rows(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What a fixture of a module builds is there for all its tests, each of which undoes what it does; then it goes."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


class _Own:
    """The database of this process, a copy of one of the two, and what it is made anew from: a run of other migrations
    beside this one may drop the original."""

    current: ClassVar["_Own"]

    def __init__(self) -> None:
        self.engine, self.name = _engine(), connection.creation._get_test_db_name()
        self.kept = f"{self.name}_kept"

    def begin(self) -> None:
        """Installed, and with a home page, at http://localhost/."""
        self.become(_installed)
        site = Site.objects.get()
        site.root_page = HomePageFactory(parent=Page.get_first_root_node(), slug="accueil")
        site.save()
        connection.close()
        self.engine.copy(self.name, self.kept)

    def become(self, original: Original) -> None:
        with _alone(original):
            self.engine.copy(original(self.engine), self.kept)
        self.again()

    def again(self) -> None:
        connection.close()
        self.engine.copy(self.kept, self.name)
        _use(self.name)
        cache.clear()  # it holds what was read of the other

    def forget(self) -> None:
        connection.close()
        for name in (self.name, self.kept):
            self.engine.drop(name)


def _engine() -> "_SQLite | _PostgreSQL":
    return _SQLite() if connection.vendor == "sqlite" else _PostgreSQL()


def _installed(engine: "_SQLite | _PostgreSQL") -> str:
    """Its name; made when it is not there yet, or no longer what the code says."""
    files = (
        file
        for app in apps.get_app_configs()
        for name in ("apps.py", "roles.py", "circuit.py", "management/commands/roles.py", "migrations/*.py")
        for file in Path(app.path).glob(name)
    )
    return _made(engine, f"installed_{_fingerprint(files)}", _install)


def _demonstration(engine: "_SQLite | _PostgreSQL") -> str:
    """Its name, as for the other one."""
    folders = (Path(app.path) for app in apps.get_app_configs() if "site-packages" not in app.path)
    files = (file for folder in folders for end in ("py", "json") for file in folder.rglob(f"*.{end}"))

    def load(name: str) -> None:
        with _alone(_installed):
            engine.copy(_installed(engine), name)
        _load(name)

    return _made(engine, f"demonstration_{_fingerprint(files)}", load)


def _made(engine: "_SQLite | _PostgreSQL", name: str, make: Callable[[str], None]) -> str:
    if not engine.exists(name):
        engine.forget(name.partition("_")[0] + "_")
        make(engine.name(f"{name}_unfinished"))
        engine.rename(f"{name}_unfinished", name)
    return engine.name(name)


def _fingerprint(files: Iterable[Path]) -> str:
    digest = sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _alone(original: Original) -> Iterator[None]:
    """Of two workers that start together, one makes it and the other waits."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{original.__name__.strip('_')}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _install(name: str) -> None:
    before, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    test["NAME"], own = name, test["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    call_command("roles", verbosity=0, stdout=StringIO())
    _use(before)
    test["NAME"] = own


def _load(name: str) -> None:
    before = connection.settings_dict["NAME"]
    _use(name)
    with transaction.atomic():
        call_command("demo", verbosity=0)
        run_pending()
    _use(before)


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
        shutil.copyfile(name, own)

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
