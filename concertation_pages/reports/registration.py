"""What the rest of the site is told of the reports and of the committed territories."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.core import addresses, page_cache
from concertation_pages.models import OpinionPage, ReportPage
from concertation_pages.models.segments import AXIS
from concertation_pages.reports.passages import NATURE
from concertation_pages.reports.territory import territory_addresses
from search.scopes import mark_object


def register_all() -> None:
    addresses.register("territories", territory_addresses)
    page_cache.vary_on(NATURE)
    for sender in (apps.get_model(AXIS), Page):  # one that is withdrawn is saved as a bare page
        pre_save.connect(axis_about_to_change, sender=sender, dispatch_uid=f"axis_of_{sender._meta.label_lower}")
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="restriction_of_an_axis")


def axis_about_to_change(instance: Page, **kwargs: Any) -> None:
    """Passages and recommendations are found by the last part of the address of their axis, while it is online."""
    known = Page.objects.filter(pk=instance.pk)
    if instance.pk and known.exclude(slug=instance.slug, live=instance.live).exists():
        _mark_those_of(known)


def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    _mark_those_of(Page.objects.filter(path__startswith=instance.page.path))


def _mark_those_of(axes: PageQuerySet) -> None:
    reports = ReportPage.objects.filter(segments__axis__in=axes.values("pk")).distinct()
    opinions = OpinionPage.objects.filter(recommendations__axis__in=axes.values("pk")).distinct()
    for page in (*reports, *opinions):
        mark_object(page)
