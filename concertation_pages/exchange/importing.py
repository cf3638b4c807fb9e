"""From a file that was sent to what it writes: tried first, then written whole or not at all."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from concertation_pages.exchange.passages import Passages
from concertation_pages.exchange.plan import Dataset, Plan
from concertation_pages.exchange.points import Points
from concertation_pages.exchange.reports import Reports
from concertation_pages.models import ImportFile

DATASETS: dict[str, Dataset] = {dataset.slug: dataset for dataset in (Reports(), Passages(), Points())}
KEPT = timedelta(days=1)


def planned(sent: ImportFile) -> Plan:
    """What this file would do now."""
    return DATASETS[sent.dataset].plan(sent.rows, sent.user)


@transaction.atomic
def apply(sent: ImportFile) -> Plan | None:
    """Write what the file says; nothing when one row is wrong by now, None when it was already imported."""
    held: Any = ImportFile.objects.select_for_update().get(pk=sent.pk)
    if held.applied_at:
        return None
    work = DATASETS[held.dataset].work(held.rows, held.user)
    if not work.plan.problems:
        work.write()
        held.applied_at = timezone.now()
        held.save(update_fields=["applied_at"])
    return work.plan


def erase_old() -> None:
    """Forget the files of the days before."""
    ImportFile.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
