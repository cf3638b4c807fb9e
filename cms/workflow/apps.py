from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def ensure_circuit(**kwargs: Any) -> None:
    """Receiver of `post_migrate`: the workflow that Wagtail's migrations put on the tree has no four eyes."""
    from cms.workflow import circuit  # noqa: PLC0415  # needs models

    circuit.ensure()


class WorkflowConfig(AppConfig):
    name = "cms.workflow"
    verbose_name = "Circuit de relecture"

    def ready(self) -> None:
        from wagtail.models import Page  # noqa: PLC0415  # needs models
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from cms.workflow import checks_of_classes, receivers, upkeep  # noqa: F401, PLC0415
        from cms.workflow.opinions import pages as opinion_pages  # noqa: PLC0415
        from cms.workflow.opinions import screens as opinion_screens  # noqa: PLC0415
        from cms.workflow.tester import EditorialPolicy  # noqa: PLC0415

        register_permission_policy(Page, EditorialPolicy(Page))
        post_migrate.connect(ensure_circuit, sender=self)
        receivers.connect()
        opinion_pages.connect()
        opinion_screens.connect()
        self.connect_publication()
        upkeep.connect()
        self.register_checks()
        self.connect_mails()

    def connect_publication(self) -> None:
        """Lots and dates."""
        from cms.core import sweeper  # noqa: PLC0415  # needs models
        from cms.workflow import holds  # noqa: PLC0415
        from cms.workflow.lots import preparing, publishing  # noqa: PLC0415
        from cms.workflow.scheduling import screens as schedule_screens  # noqa: PLC0415
        from cms.workflow.scheduling import service as scheduling  # noqa: PLC0415
        from cms.workflow.signals import step_taken  # noqa: PLC0415

        holds.register(holds.Hold(preparing.held, preparing.take))
        step_taken.connect(preparing.leave_when_offline)
        sweeper.register("expiry", scheduling.unpublish_expired)
        sweeper.register("publication", scheduling.publish_due)
        sweeper.register("lots", publishing.publish_due)
        schedule_screens.connect()

    def register_checks(self) -> None:
        """Of every page, and what the desk remembers of a step."""
        from wagtail.signals import task_submitted  # noqa: PLC0415  # needs models

        from cms.workflow import checks, summaries  # noqa: PLC0415
        from cms.workflow.checks import content, figures_in_prose, links  # noqa: PLC0415
        from cms.workflow.desk import sections  # noqa: PLC0415
        from cms.workflow.signals import step_taken  # noqa: PLC0415

        for blocking in (content.figures_without_source, content.images_without_alternative):
            checks.register(blocking, blocking=True)
        prose = figures_in_prose.figures_in_prose
        for check in (links.dead_references, links.dead_addresses, content.personal_details, prose):
            checks.register(check)
        task_submitted.connect(summaries.summarise)
        step_taken.connect(summaries.remember)
        sections.connect()

    def connect_mails(self) -> None:
        """Who is told of a step, reminded of a review, and what each person wants of it."""
        from cms.core import sweeper  # noqa: PLC0415  # needs models
        from cms.workflow import notifications, preferences, reminders  # noqa: PLC0415
        from cms.workflow.signals import step_taken  # noqa: PLC0415

        step_taken.connect(notifications.notify)
        sweeper.register("reminders", reminders.remind, every=sweeper.HOUR)
        preferences.ask_in_admin()
