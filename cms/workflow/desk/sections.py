"""Sections of the desk that this module knows of: what has a date, what changed without review."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.models import Revision

from cms.workflow.desk import Section, register_section
from cms.workflow.desk.registers import register_changes

NEXT = 10
"""Pages named with their date; the report of scheduled pages has them all."""


def scheduled(request: HttpRequest) -> Mapping[str, Any] | None:
    dated = Revision.page_revisions.filter(approved_go_live_at__isnull=False).defer("content")
    found = list(dated.order_by("approved_go_live_at", "pk")[:NEXT])
    return {"versions": found} if found else None


def connect() -> None:
    register_section(
        Section("programmees", "Mises en ligne à venir", "workflow/admin/desk_scheduled.html", scheduled, order=30)
    )
    register_section(
        Section(
            "registres",
            "Changé sans relecture, et visible en ligne",
            "workflow/admin/desk_registers.html",
            register_changes,
            order=60,
        )
    )
