"""A page class that forgets the rules of publication is found at start, not on the day somebody publishes."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from wagtail.models import get_page_models

from cms.workflow.pages import ReviewedPage


@register
def every_page_is_reviewed(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Wagtail's own bare Page is only the root of the tree."""
    return [
        Error(
            f"{model._meta.label} se publierait sans relecture.",
            hint="ReviewedPage doit être sa première base.",
            obj=model,
            id="workflow.E001",
        )
        for model in get_page_models()
        if model._meta.app_label != "wagtailcore"
        and not (issubclass(model, ReviewedPage) and model.permissions_for_user is ReviewedPage.permissions_for_user)
    ]
