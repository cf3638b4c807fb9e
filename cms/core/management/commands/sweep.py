"""Catch up with what is due: scheduled pages, pending search entries, whatever an application registers."""

import signal
import sys
import time
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from cms.core.sweeper import sweep_once


class Command(BaseCommand):
    help = "Rattrape ce qui est dû : pages programmées ou expirées, entrées de recherche en attente."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, metavar="SECONDES", help="Recommence jusqu’à SIGTERM ou SIGINT.")

    def handle(self, *args: Any, every: float | None = None, **options: Any) -> None:
        if every is None:
            if failed := sweep_once():
                raise CommandError(f"En échec, voir le journal : {', '.join(failed)}.")
            return
        # An exception and not an event: `Event.set` deadlocks when a second signal lands in the handler of the first.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        with suppress(KeyboardInterrupt):
            while True:
                sweep_once(only_due=True)
                close_old_connections()
                time.sleep(every)
