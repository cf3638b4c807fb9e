from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "cms.members"
    verbose_name = "Membres et équipe"

    def ready(self) -> None:
        from cms.core import sweeper  # noqa: PLC0415  # needs models
        from cms.members import checks, link_logs, links  # noqa: F401, PLC0415  # registers; imports models, which must be loaded

        sweeper.register("links kept", links.erase_old)
        link_logs.scrub()
