from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "cms.workflow"
    verbose_name = "Circuit de relecture"

    def ready(self) -> None:
        from wagtail.models import Page  # noqa: PLC0415  # needs models
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from cms.workflow import checks_of_classes, opinion_pages, receivers, upkeep  # noqa: F401, PLC0415
        from cms.workflow.tester import EditorialPolicy  # noqa: PLC0415

        register_permission_policy(Page, EditorialPolicy(Page))
        receivers.connect()
        opinion_pages.connect()
        upkeep.connect()
        self.register_checks()

    def register_checks(self) -> None:
        from cms.workflow import checks, content_checks, link_checks  # noqa: PLC0415  # needs models

        for check in (
            content_checks.figures_without_source,
            content_checks.images_without_alternative,
            link_checks.dead_references,
            link_checks.dead_addresses,
            content_checks.personal_details,
        ):
            checks.register(check)
