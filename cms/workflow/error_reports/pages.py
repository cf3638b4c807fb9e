"""What every page has: a form below its address, and a mark while a checked error is being corrected."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.workflow.error_reports.views import report_error
from cms.workflow.models import ErrorReport

ADDRESS = "signaler"
READ = "has_checked_report"


def checked_report() -> Exists:
    """Whether an error of the page is being corrected, for a query on pages that is made anyway."""
    return Exists(ErrorReport.objects.filter(page=OuterRef("pk"), state=ErrorReport.State.CHECKED))


class ReportablePage(models.Model):
    """A page whose errors anybody may report, at `signaler/` below its address."""

    class Meta:
        abstract = True

    @property
    def is_being_corrected(self) -> bool:
        """What one reader says is shown to the others only once staff have checked it."""
        if not hasattr(self, READ):
            setattr(self, READ, ErrorReport.objects.filter(page_id=self.pk, state=ErrorReport.State.CHECKED).exists())
        return bool(getattr(self, READ))

    def subroute(self, components: Sequence[str]) -> dict[str, str]:
        if list(components) == [ADDRESS]:
            return {"answer": "serve_error_report"}
        found: dict[str, str] = super().subroute(components)  # type: ignore[misc]  # of BasePage, the other base
        return found

    def serve_error_report(self, request: HttpRequest) -> HttpResponseBase:
        page: Any = self
        return report_error(request, page)
