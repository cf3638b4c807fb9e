import os
import re
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from cms.members.checks import refuse_demo_accounts
from cms.members.demo import ACCOUNTS, AUTHOR, PASSWORD
from cms.members.models import User
from cms.members.roles import STAFF
from tests.members.conftest import type_password

pytestmark = pytest.mark.once


@pytest.fixture
def demo_database(db, settings):
    """A database where the demonstration was loaded, then opened with other settings."""
    settings.DEMO_ACCOUNTS = True
    call_command("demo", "members", verbosity=0)
    settings.DEMO_ACCOUNTS = False


def test_every_account_signs_in_with_what_is_printed(home, settings, client, capsys):
    settings.DEMO_ACCOUNTS = True
    call_command("demo", "members", verbosity=0)
    call_command("demo_accounts")

    printed = capsys.readouterr().out
    assert f"mot de passe {PASSWORD}" in printed
    for account in ACCOUNTS:
        line = next(line for line in printed.splitlines() if account.email in line)
        type_password(client, account.email, PASSWORD)
        if account.role in STAFF:
            code = re.search(r"\b\d{8}\b", line).group()
            client.post("/compte/double-authentification/authenticate/", {"code": code})
        assert (client.get("/admin/").status_code == 200) is (account.role in STAFF)
        assert client.get("/compte/").status_code == 200
        client.logout()
    assert not User.objects.filter(is_superuser=True).exists()


def test_other_settings_create_no_account_that_can_log_in(db, capsys):
    call_command("demo", "members", verbosity=0)
    call_command("demo_accounts")

    assert not User.objects.exclude(username=AUTHOR).exists()
    assert capsys.readouterr().out == ""


def test_the_author_of_the_demonstration_cannot_log_in(demo_database):
    from cms.members.demo import author

    assert not author().has_usable_password()


def test_the_site_refuses_to_start_on_a_database_that_holds_a_demo_account(demo_database):
    with pytest.raises(ImproperlyConfigured, match="redaction"):
        refuse_demo_accounts()


def test_the_database_check_names_the_demo_accounts(demo_database):
    errors = run_checks(tags=[Tags.database], databases=["default"])

    assert [error.id for error in errors] == ["members.E001"]
    assert "redaction" in errors[0].msg
    assert "administration" in errors[0].msg


def test_a_database_without_demo_account_starts(db):
    call_command("demo", "members", verbosity=0)

    refuse_demo_accounts()


def test_the_demo_command_names_an_application_it_does_not_know(db):
    with pytest.raises(CommandError, match="inconnue"):
        call_command("demo", "inconnue")


LATE_DATABASE = """
import os, sqlite3, sys
import django
django.setup()
from django.db import connection
from django.test import Client
from cms.members.models import User
from cms.members.roles import STAFF
from tests.members.conftest import type_password

folder, away = sys.argv[1:]
with connection.schema_editor() as editor:
    editor.create_model(User)
User.objects.bulk_create([User(username="redaction", email="redaction@demo.invalid")])
connection.close()
os.rename(folder, away)

import cms.wsgi
client = Client(raise_request_exception=False)
print("absente", client.get("/healthz").status_code, client.get("/").status_code)
os.rename(away, folder)
print("revenue", client.get("/readyz").status_code, client.get("/").status_code)
connection.close()
with sqlite3.connect(f"{folder}/db.sqlite3") as database:
    database.execute("DELETE FROM members_user")
print("nettoyée", client.get("/readyz").json()["etat"])
"""


def test_a_database_that_comes_late_is_refused_all_the_same(tmp_path):
    """A process of its own: it starts while the database is away, and meets the demo account when it is back."""
    folder = tmp_path / "base"
    folder.mkdir()
    result = subprocess.run(
        [sys.executable, "-c", LATE_DATABASE, folder, tmp_path / "ailleurs"],
        cwd=project.BASE_DIR,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert result.stdout.splitlines() == ["absente 200 503", "revenue 500 500", "nettoyée indisponible"], result.stderr
