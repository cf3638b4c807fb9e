"""What moves a report without its territory deciding anything: the public state of the commitment follows."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from concertation_pages.models import Commitment, ReportPage
from concertation_pages.standing import settle


def register_all() -> None:
    """After what says which rows a page shows: the state is made from them."""
    for signal in (page_published, page_unpublished, post_delete):
        signal.connect(settle_commitment, sender=ReportPage)
    pre_save.connect(note_commitment, sender=ReportPage)
    post_save.connect(settle_former, sender=ReportPage)
    for signal in (post_save, post_delete):
        signal.connect(settle_below, sender=PageViewRestriction)


def settle_commitment(sender: Any, instance: Any, **kwargs: Any) -> None:
    settle(instance.commitment)


def note_commitment(instance: Any, **kwargs: Any) -> None:
    """The engagement that this version takes the report from, if any."""
    former = Commitment.objects.filter(reports=instance.pk) if instance.pk else Commitment.objects.none()
    instance.former_commitment = former.exclude(pk=instance.commitment_id).first()


def settle_former(instance: Any, **kwargs: Any) -> None:
    if instance.former_commitment:
        settle(instance.former_commitment)


def settle_below(instance: Any, **kwargs: Any) -> None:
    """A restriction covers a page and those below."""
    reports = ReportPage.objects.filter(path__startswith=instance.page.path)
    commitments: QuerySet[Commitment] = Commitment.objects.filter(reports__in=reports.values("pk")).distinct()
    for commitment in commitments:
        settle(commitment)
