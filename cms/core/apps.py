from collections.abc import Iterator

from django.apps import AppConfig, apps
from django.db.models import Model
from django.db.models.signals import post_save


class CoreConfig(AppConfig):
    name = "cms.core"
    verbose_name = "Noyau du site"

    def ready(self) -> None:
        from cms.core import (  # noqa: PLC0415  # needs models
            content_version,
            mail,
            nonce,
            page_cache,
            rate_limit,
            renditions,
            row_pages,
            sweeper,
        )
        from cms.core.models import SiteImage  # noqa: PLC0415

        content_version.register(*shown_models())
        page_cache.vary_on(row_pages.PAGE, row_pages.PASSAGE)
        sweeper.register("mail", mail.send_due)
        sweeper.register("mail kept", mail.erase_old, every=sweeper.HOUR)
        sweeper.register("rate windows", rate_limit.forget_past)
        sweeper.register("images", renditions.draw_missing, every=30)
        post_save.connect(renditions.image_saved, sender=SiteImage)
        nonce.sign_chooser_scripts()


def shown_models() -> Iterator[type[Model]]:
    """What the public may see of Wagtail, of this application and of the one below. Renditions are not: the
    module that draws them says when it did.
    """
    from wagtail.contrib.redirects.models import Redirect  # noqa: PLC0415  # models are loaded only now
    from wagtail.documents import get_document_model  # noqa: PLC0415
    from wagtail.models import Page, PageViewRestriction, Site  # noqa: PLC0415

    from cms.core.models import ContentChange, OutgoingMail, RateWindow, SiteRendition  # noqa: PLC0415

    yield from (PageViewRestriction, Redirect, Site, get_document_model())
    yield from (model for model in apps.get_models() if issubclass(model, Page))
    own = (*apps.get_app_config("taxonomy").get_models(), *apps.get_app_config("core").get_models())
    yield from (model for model in own if model not in {ContentChange, OutgoingMail, RateWindow, SiteRendition})
