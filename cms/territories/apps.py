from django.apps import AppConfig
from django.db.models.signals import pre_delete


class TerritoriesConfig(AppConfig):
    name = "cms.territories"
    verbose_name = "Territoires"

    def ready(self) -> None:
        from cms.core import content_version  # noqa: PLC0415  # models are loaded only now
        from cms.taxonomy.usage import refuse_when_used  # noqa: PLC0415
        from cms.territories.models import LocalAuthority, Person  # noqa: PLC0415

        for model in (LocalAuthority, Person):
            pre_delete.connect(refuse_when_used, sender=model, dispatch_uid=f"refuse_used_{model.__name__}")
        content_version.register(*self.get_models())
