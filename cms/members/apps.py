from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "cms.members"
    verbose_name = "Membres et équipe"

    def ready(self) -> None:
        from cms.members import checks  # noqa: F401, PLC0415  # registers; imports models, which must be loaded
