"""How the index stands, in the words of the screen and of the probe of the load balancer."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from search.engines.elasticsearch.client import configured
from search.engines.elasticsearch.mapping import FINGERPRINT
from search.indexing import indices
from search.indexing.errors import OUTAGES
from search.models import IndexHealth, IndexRebuild, SearchEntry

LATE = timedelta(minutes=5)
"""Beyond, something is wrong: a turn of the worker and a push take seconds."""


@dataclass(frozen=True)
class Standing:
    """`documents` is None when Elasticsearch does not say."""

    configured: bool
    health: IndexHealth
    rebuild: IndexRebuild | None
    """In progress."""
    last_rebuild: IndexRebuild | None
    pending: int
    refused: int
    lag: int
    """Seconds since the oldest entry that is still to be pushed was written."""
    entries: int
    documents: int | None = None

    @property
    def why_database(self) -> str:
        """Why the database answers visitors, in French; empty when Elasticsearch does."""
        reasons = {
            "ELASTICSEARCH_URL n’est pas défini": not self.configured,
            "Elasticsearch est en échec": bool(self.health.failures),
            "aucun index n’est en service": not self.health.index,
            "l’index vient d’une autre version du site": self.health.mapping != FINGERPRINT,
            "l’index contredit la base et va être comparé à elle": self.health.reconcile_due,
            "des entrées attendent d’être poussées": bool(self.pending),
        }
        return next((reason for reason, holds in reasons.items() if holds), "")


def standing() -> Standing:
    """Everything the screen shows; asks Elasticsearch one question, which may take `indices.QUICK` seconds."""
    rebuilds = IndexRebuild.objects.order_by("-pk")
    waiting = SearchEntry.objects.pending()
    oldest = waiting.order_by("written_at").values_list("written_at", flat=True).first()
    health = IndexHealth.current()
    return Standing(
        configured=configured(),
        health=health,
        rebuild=rebuilds.in_progress(),
        last_rebuild=rebuilds.exclude(ended_at=None).first(),
        pending=waiting.count(),
        refused=waiting.exclude(push_error="").count(),
        lag=max(0, int((timezone.now() - oldest).total_seconds())) if oldest else 0,
        entries=SearchEntry.objects.count_public(),
        documents=_documents(health.index) if configured() and health.index else None,
    )


def _documents(index: str) -> int | None:
    try:
        return indices.extent(index).documents
    except OUTAGES:
        return None


def limit() -> str:
    """For `cms.core.health`: from the database alone, in two queries at most and without a digit."""
    if not configured():
        return ""
    health, long_ago = IndexHealth.objects.filter(pk=1).first(), timezone.now() - LATE
    if health and health.failures:
        return "Elasticsearch est en échec : la recherche se fait dans la base de données."
    if not health or not health.checked_at or health.checked_at < long_ago:
        return "L’index de recherche n’est pas surveillé : le processus « sweep » tourne-t-il ?"
    if SearchEntry.objects.pending().filter(written_at__lt=long_ago).exists():
        return "L’index de recherche est en retard : la recherche se fait dans la base de données."
    return ""
