"""Production starts with strong settings or not at all; each case is a process of its own, as in a deployment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

KEY = "k9-Xq2_vR7tLw4ZbN8sHc3YpD6mJf1GaQe5UoTiWrEyVxBnCzSd0"
COMPLETE = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "www.exemple.fr"}
DEPLOY = ("check", "--deploy", "--fail-level", "WARNING")


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "DATA_DIR", "LANG"}}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=kept | variables | {"DJANGO_SETTINGS_MODULE": "cms.settings.production"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_complete_production_settings_pass_the_deployment_check() -> None:
    result = manage(*DEPLOY, **COMPLETE)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
@pytest.mark.parametrize("given", [{}, {"value": "  "}], ids=["absent", "blank"])
def test_production_names_the_missing_variable_in_one_line(name: str, given: dict[str, str]) -> None:
    variables = {key: value for key, value in COMPLETE.items() if key != name}
    if given:
        variables[name] = given["value"]
    result = manage("check", **variables)
    assert result.returncode == 1
    assert f"La variable d’environnement {name} est absente ou vide. Exemple : {name}=" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("key", ["court", "a" * 60, "django-insecure-" + KEY])
def test_production_refuses_a_weak_key(key: str) -> None:
    result = manage("check", **COMPLETE | {"SECRET_KEY": key})
    assert result.returncode == 1
    assert "SECRET_KEY est trop faible" in result.stderr
    assert key not in result.stderr


def test_production_refuses_to_answer_for_any_host() -> None:
    result = manage("check", **COMPLETE | {"ALLOWED_HOSTS": "*"})
    assert result.returncode == 1
    assert "ALLOWED_HOSTS" in result.stderr


def test_the_key_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n")
    read = manage(
        "shell",
        "-v0",
        "-c",
        "from django.conf import settings; print(settings.SECRET_KEY)",
        SECRET_KEY_FILE=str(file),
        ALLOWED_HOSTS="www.exemple.fr",
    )
    assert read.stdout.strip() == KEY, read.stderr


def test_an_unreadable_key_file_is_named() -> None:
    result = manage("check", SECRET_KEY_FILE="/nulle/part", ALLOWED_HOSTS="www.exemple.fr")
    assert result.returncode == 1
    assert "SECRET_KEY_FILE désigne un fichier illisible : /nulle/part" in result.stderr


def test_database_url_selects_postgresql_through_psycopg() -> None:
    result = manage(
        "shell",
        "-v0",
        "-c",
        "from django.db import connection as c; print(c.vendor, c.Database.__name__, c.settings_dict['NAME'])",
        DATABASE_URL="postgres://site:secret@127.0.0.1:5432/territoires",
        **COMPLETE,
    )
    assert result.stdout.split() == ["postgresql", "psycopg", "territoires"], result.stderr
