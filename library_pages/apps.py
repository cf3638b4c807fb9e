from django.apps import AppConfig
from django.db.models.signals import pre_delete


class LibraryPagesConfig(AppConfig):
    name = "library_pages"
    verbose_name = "Bibliothèque"

    def ready(self) -> None:
        from cms.core import content_version  # noqa: PLC0415  # models are loaded only now
        from cms.taxonomy.usage import refuse_when_used  # noqa: PLC0415
        from library_pages.models import Actor, Solution  # noqa: PLC0415

        content_version.register(*self.get_models())
        for model in (Actor, Solution):
            pre_delete.connect(refuse_when_used, sender=model, dispatch_uid=f"refuse_used_{model.__name__}")
