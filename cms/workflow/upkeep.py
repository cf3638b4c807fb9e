"""Plugs what keeps published pages right, reports of errors and confirmations, into the site."""

from wagtail.permissions import register_permission_policy

from cms.core import content_version, routing, sweeper
from cms.workflow.error_reports import handling
from cms.workflow.error_reports import pages as reported
from cms.workflow.error_reports.policy import ReportPolicy
from cms.workflow.freshness import effective
from cms.workflow.models import ErrorReport, Verification


def connect() -> None:
    """Called once, when every model is loaded."""
    routing.read_with_page(effective.READ, effective.last_verification)
    routing.read_with_page(reported.READ, reported.checked_report)
    content_version.register(Verification)  # a report makes a version only when its page changes
    register_permission_policy(ErrorReport, ReportPolicy(ErrorReport))
    sweeper.register("readers who reported", handling.forget_readers)
