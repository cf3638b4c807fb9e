"""What the rest of the site is told of the reports and of the committed territories."""

from typing import Any

from django.apps import apps
from django.db.models.signals import pre_save
from wagtail.models import Page

from cms.core import addresses, page_cache
from concertation_pages.models import ReportPage
from concertation_pages.models.segments import AXIS
from concertation_pages.reports.passages import NATURE
from concertation_pages.reports.territory import territory_addresses
from search.scopes import mark_object


def register_all() -> None:
    addresses.register("territories", territory_addresses)
    page_cache.vary_on(NATURE)
    pre_save.connect(axis_about_to_change, sender=apps.get_model(AXIS), dispatch_uid="axis_of_passages")


def axis_about_to_change(instance: Page, **kwargs: Any) -> None:
    """Passages are found by the last part of the address of their axis."""
    renamed = instance.pk and Page.objects.filter(pk=instance.pk).exclude(slug=instance.slug).exists()
    for report in ReportPage.objects.filter(segments__axis=instance.pk).distinct() if renamed else ():
        mark_object(report)
