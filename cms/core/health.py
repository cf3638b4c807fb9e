"""What a load balancer asks: is the process alive, can it serve. Neither answer is cached nor names a version."""

import shutil
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

MINIMUM_FREE_DISK = 0.05
"""Share of the disk of DATA_DIR under which uploads and SQLite are at risk."""


Limit = Callable[[], str]
"""What the site cannot do for now although it serves its pages, in French; empty when it can."""
_limits: list[Limit] = []


def register(limit: Limit) -> None:
    """`limit` is asked by every probe: one query at most, and nothing that may wait."""
    _limits.append(limit)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing of the database, whose outage must not have the process killed."""
    return JsonResponse({"etat": "vivant"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served, with `degrade` when not as they should be; 503 with what is wrong otherwise."""
    problems = [message for message in (_database_problem(), _disk_problem()) if message]
    limits = [] if problems else [message for message in (limit() for limit in _limits) if message]
    state: dict[str, str | list[str]] = {"etat": "prêt", **({"degrade": limits} if limits else {})}
    if problems:
        state = {"etat": "indisponible", "problemes": problems}
    return JsonResponse(state, status=503 if problems else 200, json_dumps_params={"ensure_ascii": False})


def _database_problem() -> str:
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return "La base de données ne répond pas."
    return "" if _migrations() <= applied.keys() else "Des migrations restent à appliquer."


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """(application, name) of every migration of this release."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _disk_problem() -> str:
    usage = shutil.disk_usage(settings.DATA_DIR)
    return "" if usage.free >= MINIMUM_FREE_DISK * usage.total else "Le disque est presque plein."
