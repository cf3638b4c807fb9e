"""Plugs what keeps published pages right, reports of errors and confirmations, into the site."""

from django.db.models.signals import post_delete
from wagtail.models import Revision
from wagtail.permissions import register_permission_policy

from cms.core import content_version, routing, sweeper
from cms.members import links, personal_data
from cms.workflow import conflicts, desk
from cms.workflow.error_reports import handling
from cms.workflow.error_reports import pages as reported
from cms.workflow.error_reports.desk import desk_section as reports_section
from cms.workflow.error_reports.policy import ReportPolicy
from cms.workflow.freshness import confirming, effective, reminders, report, views
from cms.workflow.models import ErrorReport, Publication, Verification


def connect() -> None:
    """Called once, when every model is loaded."""
    routing.read_with_page(effective.READ, effective.last_verification)
    routing.read_with_page(reported.READ, reported.checked_report)
    content_version.register(Publication, Verification)  # a report makes a version only when its page changes
    post_delete.connect(content_version.renew, sender=Revision)  # what went online is read, and never written again
    register_permission_policy(ErrorReport, ReportPolicy(ErrorReport))
    links.register(reminders.PURPOSE, views.answer_link, views.check_link, renew=reminders.remind_again)
    sweeper.register("freshness reminders", reminders.remind_owners, every=sweeper.HOUR)
    personal_data.register("Signalements d’erreurs", handling.export, handling.erase, handling.forget)
    personal_data.register("Pages confirmées", confirming.export, confirming.erase)
    personal_data.register("Versions mises de côté", conflicts.export, conflicts.erase, conflicts.forget)
    sections = (
        ("signalements", "Erreurs signalées par des lecteurs", "desk_reports", reports_section, 40),
        ("a-revoir", "Contenus à revoir", "desk_stale", report.desk_section, 50),
    )
    for slug, title, template, context, order in sections:
        desk.register_section(desk.Section(slug, title, f"workflow/admin/{template}.html", context, order=order))
