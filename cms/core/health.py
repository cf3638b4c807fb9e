"""What a load balancer asks: is the process alive, can it serve. Neither answer is cached nor names a version."""

import shutil
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


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing of the database, whose outage must not have the process killed."""
    return JsonResponse({"etat": "vivant"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served, 503 with what is wrong otherwise."""
    problems = [message for message in (_database_problem(), _disk_problem()) if message]
    state = {"etat": "indisponible", "problemes": problems} if problems else {"etat": "prêt"}
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
