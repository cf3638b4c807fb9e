from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Accueil et pages du site"

    def ready(self) -> None:
        from cms.core import addresses, content_version, mentions  # noqa: PLC0415  # models are loaded only now
        from home.evidence import contributing, display, registration  # noqa: PLC0415
        from home.manifesto.addresses import text_address  # noqa: PLC0415
        from home.models import Volunteer  # noqa: PLC0415
        from home.press import registration as press  # noqa: PLC0415
        from home.volunteering import registration as volunteering  # noqa: PLC0415
        from search import contributions  # noqa: PLC0415

        content_version.register(*(model for model in self.get_models() if model is not Volunteer))
        contributions.register(contributing.axes_of)
        mentions.register(display.mentions)
        addresses.register("manifesto", text_address)
        registration.register_all()
        press.register_all()
        volunteering.register_all()
