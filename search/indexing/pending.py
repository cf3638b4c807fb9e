"""The entries that the index does not say yet, sent to it oldest change first."""

from collections.abc import Callable

from django.utils import timezone

from search.indexing import indices
from search.indexing.claims import Claim
from search.indexing.marking import mark
from search.indexing.sending import UNREAD, at_once, send
from search.models import IndexHealth, IndexState, SearchEntry
from search.models.entry import SearchEntryQuerySet

Deadline = Callable[[], bool]
"""Whether the time of the run is over."""


def due() -> SearchEntryQuerySet:
    """Those to be sent now."""
    return SearchEntry.objects.pending().filter(push_error="")


def refused() -> SearchEntryQuerySet:
    """Those that the index did not want; they wait."""
    return SearchEntry.objects.pending().exclude(push_error="")


def push_to(claim: Claim, index: str, is_over: Deadline) -> None:
    """Send what is due, batch after batch, until nothing is or the time is over."""
    number = at_once(IndexHealth.current().failures)
    while not is_over():
        claim.renew()
        upto = IndexState.reached()
        entries = list(due().filter(sequence__lte=upto).defer(*UNREAD).order_by("sequence", "pk")[:number])
        if not entries:
            return
        outcome = send(index, entries)
        indices.show(index)  # before it is marked: who finds nothing pending must find everything in the index
        mark(claim, outcome, upto)
        if outcome.confirmed:
            IndexHealth.note(last_pushed_at=timezone.now())


def try_refused_again() -> None:
    """A refused entry waits for longer each time, and never makes others wait."""
    health = IndexHealth.current()
    if health.rejected_retry_at and health.rejected_retry_at <= timezone.now():
        IndexHealth.note(rejected_retry_at=None)
        refused().update(push_error="")
    elif health.rejections and not SearchEntry.objects.pending().exists():
        IndexHealth.note(rejections=0, rejected_retry_at=None)
