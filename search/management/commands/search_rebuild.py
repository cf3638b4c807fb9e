"""Make the Elasticsearch index again, aside, and put it in the place of the one in use."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.core.progress import Progress
from search.engines.elasticsearch.client import configured
from search.indexing import rebuild
from search.indexing.claims import LEASE, claimed
from search.indexing.errors import OUTAGES, IndexUnavailableError, described
from search.indexing.outages import FIRST_WAIT, LONGEST_WAIT, note_failure, note_success, wait
from search.models import IndexHealth, IndexRebuild

TURN = 2.0
"""Seconds between two moments when the worker may push to the index in use."""
TRIES = 5
"""In a row, before it is given up."""
PATIENCE = LEASE.total_seconds() + 5


class Command(BaseCommand):
    help = (
        "Reconstruit l’index Elasticsearch à côté de celui qui sert, puis le met à sa place. La recherche répond "
        "pendant ce temps ; interrompue, la commande ne change rien."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not configured():
            raise CommandError("ELASTICSEARCH_URL n’est pas défini : la recherche se fait dans la base.")
        self.progress = Progress(self.stdout, visible=options["verbosity"] > 0)
        begun: IndexRebuild | None = None
        try:
            begun = self.begin()
            self.follow(begun)
        except rebuild.RebuildingError as error:
            raise CommandError(str(error)) from error
        except OUTAGES as error:
            self.give_up(begun, described(error))
            raise CommandError(described(error)) from error
        except KeyboardInterrupt as error:
            self.give_up(begun, "Interrompue.")
            raise CommandError("Interrompue : l’index qui sert n’a pas changé.") from error

    def begin(self) -> IndexRebuild:
        with claimed(PATIENCE) as claim:
            if not claim:
                raise IndexUnavailableError("Un autre processus écrit dans l’index depuis trop longtemps.")
            return rebuild.begin(claim)

    def follow(self, begun: IndexRebuild) -> None:
        """Until it is in place. The worker may have done a part of it."""
        failures = 0
        while begun.ended_at is None:
            try:
                self.turn()
            except OUTAGES as error:
                failures += 1
                if failures == TRIES:
                    raise
                note_failure(error)  # the next turn then sends less at once
                time.sleep(wait(failures, FIRST_WAIT, LONGEST_WAIT).total_seconds())
            else:
                failures = 0
            begun.refresh_from_db()
            if begun.ended_at is None:
                self.progress.step("Index", min(begun.done, begun.total - 1), begun.total)
        if begun.failure:
            raise IndexUnavailableError(begun.failure)
        seconds = (begun.ended_at - begun.started_at).total_seconds()
        rate = f"{begun.done / seconds:.0f} documents par seconde" if seconds else "aussitôt"
        self.progress.step("Index", begun.done, begun.done, f" ; « {begun.index} » est en service ({rate})")

    def turn(self) -> None:
        with claimed(PATIENCE) as claim:
            if claim:
                limit = time.monotonic() + TURN
                rebuild.advance(claim, lambda: time.monotonic() > limit)
                note_success(IndexHealth.current())

    def give_up(self, begun: IndexRebuild | None, why: str) -> None:
        if begun:
            begun.refresh_from_db()
        if begun and begun.ended_at is None:
            rebuild.give_up(begun, why)
