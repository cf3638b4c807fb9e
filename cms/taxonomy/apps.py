from django.apps import AppConfig
from django.db.models.signals import pre_delete


class TaxonomyConfig(AppConfig):
    name = "cms.taxonomy"
    verbose_name = "Vocabulaires"

    def ready(self) -> None:
        from cms.taxonomy.models import VOCABULARIES  # noqa: PLC0415  # models are loaded only now
        from cms.taxonomy.usage import refuse_when_used  # noqa: PLC0415

        for model in VOCABULARIES:
            pre_delete.connect(refuse_when_used, sender=model, dispatch_uid=f"refuse_used_{model.__name__}")
