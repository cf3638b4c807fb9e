from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cms.core"
    verbose_name = "Noyau du site"

    def ready(self) -> None:
        from cms.core import nonce, scheduling, sweeper  # noqa: PLC0415  # models are loaded only now

        sweeper.register("expiry", scheduling.unpublish_expired)
        sweeper.register("publication", scheduling.publish_due)
        nonce.sign_chooser_scripts()
