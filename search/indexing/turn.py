"""What the worker does for the index at each of its turns."""

from django.db import transaction

from search.engines.elasticsearch.client import configured
from search.indexing.push import push_pending
from search.models import IndexHealth, IndexRebuild, IndexState, SearchEntry


def sweep() -> None:
    push_pending()
    forget_withdrawn()


def forget_withdrawn() -> None:
    """Delete the entries withdrawn so long ago that nobody still has to be told.

    The index has confirmed (a rebuild in progress may still need them), and every process that reads only what has
    changed has read them. Without Elasticsearch nobody confirms; an index that existed once is trusted no more, and
    compared as a whole should it be used again.
    """
    state = IndexState.objects.filter(pk=1).first() or IndexState()
    old = SearchEntry.objects.filter(public=False, sequence__lte=state.remembered_from)
    if not old.exists() or IndexRebuild.objects.in_progress():
        return
    with transaction.atomic():
        if configured():
            old = old.filter(pushed=True)
        else:
            IndexHealth.objects.exclude(index="").update(index="")
        old.delete()
