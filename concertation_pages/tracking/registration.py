"""What the follow-up fills in the registries of the layers below."""

from wagtail.signals import page_published

from cms.core import sweeper
from concertation_pages import settling
from concertation_pages.models import OpinionPage, ReportPage
from concertation_pages.space.parts import register_part
from concertation_pages.tracking import asking, items, territory_views


def register_all() -> None:
    for page_class in (ReportPage, OpinionPage):
        page_published.connect(items.published, sender=page_class)
    settling.register_all()
    register_part(territory_views.PREFIX, territory_views.answer)
    sweeper.register("news of proposals", asking.sweep, every=sweeper.HOUR)
