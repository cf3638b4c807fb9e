"""One run of the worker: everything that the index is due. Whatever fails is tried again later; nothing is lost."""

import time
from datetime import timedelta

from django.utils import timezone

from search.engines.elasticsearch.client import configured
from search.engines.elasticsearch.mapping import FINGERPRINT
from search.indexing import indices, rebuild, reconcile
from search.indexing.claims import Claim, claimed
from search.indexing.errors import OUTAGES, ClaimLostError
from search.indexing.outages import note_failure, note_success
from search.indexing.pending import Deadline, due, push_to, try_refused_again
from search.models import IndexHealth, IndexRebuild, IndexState, SearchEntry

SECONDS = 10.0
"""Of one run: the worker has mails to send and pages to publish. A rebuild goes on at the next one."""
CHECKED_EVERY = timedelta(seconds=15)
RECONCILED_EVERY = timedelta(days=1)


def push_pending(seconds: float = SECONDS) -> None:
    """Push pending entries, make the index when there is none, go on with a rebuild, compare what must be compared.

    Does nothing when Elasticsearch is not configured, when it failed a moment ago, or when another process is at it.
    Never raises because of Elasticsearch: what went wrong is in `IndexHealth`.
    """
    if not configured():
        return
    health = IndexHealth.current()
    if not _is_due(health):
        return
    limit = time.monotonic() + seconds
    with claimed() as claim:
        if claim:
            _run(claim, health, lambda: time.monotonic() > limit)


def _is_due(health: IndexHealth) -> bool:
    now = timezone.now()
    if health.retry_at and health.retry_at > now:
        return False
    if not health.checked_at or health.checked_at < now - CHECKED_EVERY:
        return True
    refused_again = health.rejected_retry_at and health.rejected_retry_at <= now
    if health.reconcile_due or health.rebuild_asked_at or refused_again or health.mapping != FINGERPRINT:
        return True
    return not health.index or due().exists() or IndexRebuild.objects.in_progress() is not None


def _run(claim: Claim, health: IndexHealth, is_over: Deadline) -> None:
    try:
        index = indices.live()
        if index and index.is_current:
            _bring_up_to_date(claim, index.name, is_over)
        else:
            rebuild.ask_if_needed(index)
        rebuild.advance(claim, is_over)
    except ClaimLostError:
        return  # the one who has it goes on
    except OUTAGES as error:
        note_failure(error)
    else:
        note_success(health)


def _bring_up_to_date(claim: Claim, index: str, is_over: Deadline) -> None:
    """Push, then compare: all of it when there is a reason to, how much it holds otherwise."""
    try_refused_again()
    push_to(claim, index, is_over)
    health = IndexHealth.current()
    is_old = not health.reconciled_at or health.reconciled_at < timezone.now() - RECONCILED_EVERY
    if health.index != index or health.reconcile_due or is_old or _looks_wrong(index):
        IndexHealth.note(reconcile_due=True)  # nobody is answered from it until then
        reconcile.repair(claim, index)
        push_to(claim, index, is_over)


def _looks_wrong(index: str) -> bool:
    """Count both sides. The sequence is read before and after: what is written meanwhile proves nothing."""
    reached = IndexState.reached()
    found, expected = indices.extent(index), _extent_of_entries()
    is_still = reached == IndexState.reached() and not SearchEntry.objects.pending().exists()
    return is_still and found != expected


def _extent_of_entries() -> indices.Extent:
    last = SearchEntry.objects.public().order_by("-sequence").values_list("sequence", flat=True).first()
    return indices.Extent(SearchEntry.objects.count_public(), last or 0)
