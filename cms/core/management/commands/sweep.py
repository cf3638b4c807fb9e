"""Catch up with what is due: scheduled pages, pending search entries, whatever an application registers."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from cms.core.sweeper import sweep_once


class Command(BaseCommand):
    help = "Rattrape ce qui est dû : pages programmées ou expirées, entrées de recherche en attente."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, metavar="SECONDES", help="Recommence jusqu’à SIGTERM ou SIGINT.")

    def handle(self, *args: Any, every: float | None = None, **options: Any) -> None:
        if every is None:
            if failed := sweep_once():
                raise CommandError(f"En échec, voir le journal : {', '.join(failed)}.")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            sweep_once()
            close_old_connections()
            stop.wait(every)
