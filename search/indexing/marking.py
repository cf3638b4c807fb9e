"""What the database remembers of a batch that was sent."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from search.indexing.claims import Claim
from search.indexing.outages import refused_again_at
from search.indexing.sending import Outcome
from search.models import IndexHealth, IndexState, SearchEntry

logger = logging.getLogger(__name__)

FAR = 1_000_000
"""Added to the sequence when an index knows more than the database: more refreshes than any backup is behind."""


def mark(claim: Claim, outcome: Outcome, upto: int) -> None:
    """Confirmed entries are pushed, refused ones keep the reason; unless written again since, with a later sequence.

    `upto`: the sequence that was reached before the entries were read.
    """
    with claim.writing():
        confirm(outcome.confirmed, upto)
        mark_refused(outcome, upto)
    newer = SearchEntry.objects.filter(pk__in=outcome.newer, sequence__lte=upto)
    if contradicted := list(newer.values_list("pk", flat=True)):
        logger.warning("The index is ahead of %d entries: the database was restored", len(contradicted))
        overtake(contradicted)
        IndexHealth.note(reconcile_due=True)


def confirm(pks: Iterable[int], upto: int) -> None:
    SearchEntry.objects.filter(pk__in=pks, sequence__lte=upto).update(pushed=True, push_error="")


def mark_refused(outcome: Outcome, upto: int) -> None:
    for pk, reason in outcome.refused.items():
        SearchEntry.objects.filter(pk=pk, sequence__lte=upto).update(pushed=False, push_error=reason[:200])
    if outcome.refused:
        _note_refusals()


def overtake(pks: Iterable[int], beyond: int = 0) -> None:
    """Give these entries a sequence above any that an index may know of them.

    Only a restored backup leaves an entry behind its own document: an entry written since would have a later sequence.
    """
    with transaction.atomic():
        state = IndexState.take_next(after=beyond or IndexState.reached() + FAR)
        again = {"sequence": state.sequence, "pushed": False, "push_error": "", "written_at": timezone.now()}
        SearchEntry.objects.filter(pk__in=list(pks)).update(**again)


def _note_refusals() -> None:
    health = IndexHealth.current()
    if not health.rejected_retry_at:
        again = refused_again_at(health.rejections)
        IndexHealth.note(rejections=health.rejections + 1, rejected_retry_at=again)
