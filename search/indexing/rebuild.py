"""A new index made aside from all the entries, then put in the place of the old one in one step.

It advances a few seconds at a time, by whichever process has the claim: the old index goes on being pushed to between
two turns. What a turn did is remembered in `IndexRebuild`; a process killed during one loses that turn only.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from search.engines.elasticsearch.mapping import FINGERPRINT
from search.indexing import indices
from search.indexing.claims import Claim
from search.indexing.errors import OUTAGES, IndexUnavailableError
from search.indexing.marking import confirm, mark_refused
from search.indexing.pending import Deadline, due
from search.indexing.sending import AT_ONCE, UNREAD, Outcome, at_once, send
from search.models import IndexHealth, IndexRebuild, IndexState, SearchEntry

PAUSE = timedelta(minutes=10)
"""Between two that nobody asked for: two versions of the code running together would each undo the other's."""
ROUNDS = 5
"""Of replay in one turn; an editor who publishes without end makes the next one finish."""
KEPT = 20


class RebuildingError(Exception):
    """Another one is in progress."""


def ask() -> None:
    """Have the worker rebuild, as soon as it can."""
    IndexHealth.note(rebuild_asked_at=timezone.now(), retry_at=None)


def ask_if_needed(live: indices.LiveIndex | None) -> None:
    """When there is no index, or one that another version of the code made."""
    last = IndexRebuild.objects.order_by("-pk").first()
    is_recent = last and last.ended_at and last.ended_at > timezone.now() - PAUSE
    if last and (last.ended_at is None or (is_recent and (live or last.failure))):
        return
    ask()


def begin(claim: Claim) -> IndexRebuild:
    """Start a new one. Raises RebuildingError when one is alive; one that was killed is given up first."""
    current = IndexRebuild.objects.in_progress()
    if current and current.is_alive:
        raise RebuildingError(
            f"Une reconstruction est déjà en cours ({current.percent} %). "
            "Si elle vient d’être interrompue, recommencez dans une minute."
        )
    if current:
        give_up(current, "Interrompue.")
    return _start(claim)


def advance(claim: Claim, is_over: Deadline) -> None:
    """Go on with the one in progress, or start the one that was asked for."""
    rebuild = IndexRebuild.objects.in_progress()
    if not rebuild:
        if not IndexHealth.current().rebuild_asked_at:
            return
        rebuild = _start(claim)
    if rebuild.mapping != FINGERPRINT:
        give_up(rebuild, "Commencée par une autre version du site.")
    elif rebuild.index not in indices.ours():
        give_up(rebuild, "L’index en construction a disparu d’Elasticsearch.")
    elif _copy(claim, rebuild, is_over) and _replay(claim, rebuild):
        _finish(claim, rebuild)


def give_up(rebuild: IndexRebuild, why: str) -> None:
    """The index in use stays as it is. One that cannot be removed now is removed by the next rebuild."""
    rebuild.ended_at, rebuild.failure = timezone.now(), why
    rebuild.save(update_fields=["ended_at", "failure"])
    try:
        indices.remove([rebuild.index])
    except OUTAGES:
        return


def _start(claim: Claim) -> IndexRebuild:
    """Whatever an earlier one left behind goes first."""
    live, name = indices.live(), indices.new_name()
    indices.remove(indices.ours() - {live.name if live else ""})
    indices.create(name)
    with claim.writing():
        IndexHealth.note(rebuild_asked_at=None)
        return IndexRebuild.objects.create(
            index=name,
            mapping=FINGERPRINT,
            total=SearchEntry.objects.count_public(),
            replayed_up_to=IndexState.reached(),
        )


def _copy(claim: Claim, rebuild: IndexRebuild, is_over: Deadline) -> bool:
    """Whether all public entries are copied. They count as pushed when there is no index that should say them."""
    health = IndexHealth.current()
    nothing_in_use, number = not health.index, at_once(health.failures)
    public = SearchEntry.objects.public().defer(*UNREAD).order_by("pk")
    while True:
        claim.renew()
        upto = IndexState.reached()
        entries = list(public.filter(pk__gt=rebuild.copied_up_to)[:number])
        if not entries:
            return True
        outcome = send(rebuild.index, entries)
        rebuild.copied_up_to, rebuild.done = entries[-1].pk, rebuild.done + len(entries)
        with claim.writing():
            _remember(outcome, upto, is_pushed=nothing_in_use)
            _save(rebuild)
        if is_over():
            return False


def _replay(claim: Claim, rebuild: IndexRebuild) -> bool:
    """Whether the new index says everything, withdrawals included, up to `replayed_up_to`.

    Raises IndexUnavailableError, and gives the rebuild up, when it holds another number of documents than expected.
    """
    for _ in range(ROUNDS):
        upto = IndexState.reached()
        changed = SearchEntry.objects.filter(sequence__gt=rebuild.replayed_up_to, sequence__lte=upto)
        for some in _batches(list(changed.order_by("sequence").values_list("pk", flat=True))):
            claim.renew()
            outcome = send(rebuild.index, list(SearchEntry.objects.filter(pk__in=some).defer(*UNREAD)))
            with claim.writing():
                _remember(outcome, upto, is_pushed=False)
        rebuild.replayed_up_to = upto
        with claim.writing():
            _save(rebuild)
        indices.show(rebuild.index)
        found, expected = indices.extent(rebuild.index).documents, SearchEntry.objects.count_public()
        refused = SearchEntry.objects.pending().exclude(push_error="").count()
        if IndexState.reached() != upto:
            continue
        if not max(expected - refused, min(expected, 1)) <= found <= expected:
            give_up(rebuild, f"{found} documents au lieu de {expected}.")
            raise IndexUnavailableError(f"L’index reconstruit a {found} documents au lieu de {expected}.")
        return True
    return False


def _finish(claim: Claim, rebuild: IndexRebuild) -> None:
    """Nobody is answered from the index while it changes. What came after the replay is pushed to the new one."""
    with claim.writing():
        IndexHealth.note(index="")
    indices.put_in_place(rebuild.index)
    there = due().filter(sequence__lte=rebuild.replayed_up_to).values_list("pk", flat=True)
    for some in _batches(list(there)):
        with claim.writing():
            confirm(some, rebuild.replayed_up_to)
    now = timezone.now()
    with claim.writing():
        SearchEntry.objects.filter(sequence__gt=rebuild.replayed_up_to).update(pushed=False)
        rebuild.ended_at = now
        rebuild.save(update_fields=["ended_at"])
        IndexHealth.note(index=rebuild.index, mapping=rebuild.mapping, reconcile_due=False, reconciled_at=now)
        IndexHealth.note(last_pushed_at=now, retry_at=None)
    IndexRebuild.objects.exclude(
        pk__in=list(IndexRebuild.objects.order_by("-pk").values_list("pk", flat=True)[:KEPT])
    ).delete()
    indices.remove(indices.ours() - {rebuild.index})


def _remember(outcome: Outcome, upto: int, *, is_pushed: bool) -> None:
    mark_refused(outcome, upto)
    if is_pushed:
        confirm(outcome.confirmed, upto)


def _save(rebuild: IndexRebuild) -> None:
    rebuild.advanced_at = timezone.now()
    rebuild.save(update_fields=["copied_up_to", "done", "replayed_up_to", "advanced_at"])


def _batches(pks: list[int]) -> Iterable[list[int]]:
    return (pks[start : start + AT_ONCE] for start in range(0, len(pks), AT_ONCE))
