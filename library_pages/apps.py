from django.apps import AppConfig


class LibraryPagesConfig(AppConfig):
    name = "library_pages"
    verbose_name = "Bibliothèque"

    def ready(self) -> None:
        from cms.core import content_version  # noqa: PLC0415  # models are loaded only now

        content_version.register(*self.get_models())
