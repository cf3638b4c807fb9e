"""Make the index say what the entries say, whatever happened to either: a restored backup, documents lost or added."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from search.engines.elasticsearch.mapping import FINGERPRINT
from search.indexing import indices
from search.indexing.claims import Claim
from search.indexing.comparing import Differences, Document, compare
from search.indexing.marking import overtake
from search.indexing.sending import AT_ONCE, send
from search.models import IndexHealth, IndexState, SearchEntry


def repair(claim: Claim, index: str) -> Differences:
    """What differed. Extra documents are gone when it returns; entries that differ are pending, to be pushed."""
    found = compare(claim, index)
    if found.last_sequence > IndexState.reached():
        with transaction.atomic():
            IndexState.take_next(after=found.last_sequence)  # what is written from now on is later than all of it
    _delete(claim, index, found.extra)
    for some in _batches(found.ahead):
        overtake(some, beyond=found.last_sequence)
    for some in _batches([*found.missing, *found.late]):
        SearchEntry.objects.filter(pk__in=some).update(pushed=False, written_at=timezone.now())
    with claim.writing():
        IndexHealth.note(index=index, mapping=FINGERPRINT, reconcile_due=False, reconciled_at=timezone.now())
    return found


def _delete(claim: Claim, index: str, documents: Sequence[Document]) -> None:
    """Under the version that they have: an entry that comes back will have a later one."""
    for start in range(0, len(documents), AT_ONCE):
        claim.renew()
        send(index, [_withdrawn(document) for document in documents[start : start + AT_ONCE]])
    if documents:
        indices.show(index)


def _withdrawn(document: Document) -> SearchEntry:
    return SearchEntry(**document.key._asdict(), sequence=document.version, public=False)


def _batches(pks: list[int]) -> list[list[int]]:
    return [pks[start : start + AT_ONCE] for start in range(0, len(pks), AT_ONCE)]
