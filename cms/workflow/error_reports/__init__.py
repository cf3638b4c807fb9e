"""« Signaler une erreur »: a reader tells what is wrong on a page, staff check it, correct it, answer."""

from cms.workflow.error_reports.pages import ReportablePage

__all__ = ["ReportablePage"]
