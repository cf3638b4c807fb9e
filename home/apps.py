from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Accueil et pages du site"

    def ready(self) -> None:
        from cms.core import content_version  # noqa: PLC0415  # models are loaded only now

        content_version.register(*self.get_models())
