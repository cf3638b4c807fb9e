"""Compare the Elasticsearch index with the public entries, repair it, and say what differed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines.elasticsearch.client import configured
from search.indexing import indices, reconcile
from search.indexing.claims import LEASE, Claim, claimed
from search.indexing.comparing import Differences, compare
from search.indexing.errors import OUTAGES, described
from search.indexing.pending import push_to, refused

PATIENCE = LEASE.total_seconds() + 5


class Command(BaseCommand):
    help = (
        "Compare l’index Elasticsearch et les entrées publiques, par identifiant et par révision, dans les deux sens, "
        "puis répare l’index. À lancer après la restauration d’une sauvegarde. Échoue si une différence demeure."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Compare sans rien réparer.")

    def handle(self, *args: Any, dry_run: bool = False, **options: Any) -> None:
        if not configured():
            raise CommandError("ELASTICSEARCH_URL n’est pas défini : la recherche se fait dans la base.")
        try:
            with claimed(PATIENCE) as claim:
                if not claim:
                    raise CommandError("Un autre processus écrit dans l’index depuis trop longtemps.")
                remaining = self.reconcile(claim, dry_run)
        except OUTAGES as error:
            raise CommandError(described(error)) from error
        if remaining:
            raise CommandError(remaining)

    def reconcile(self, claim: Claim, dry_run: bool) -> str:
        """What still differs, in French; empty when nothing does."""
        index = indices.live()
        if not index or not index.is_current:
            raise CommandError("Aucun index de cette version du site : lancez d’abord « search_rebuild ».")
        if dry_run:
            found = compare(claim, index.name)
            self.report(found)
            return _differing(found)
        push_to(claim, index.name, lambda: False)
        found = reconcile.repair(claim, index.name)
        self.report(found)
        push_to(claim, index.name, lambda: False)
        after = compare(claim, index.name)
        if not after.number:
            self.stdout.write("L’index dit la même chose que la base.")
        return _differing(after)

    def report(self, found: Differences) -> None:
        lines = {
            "Entrées comparées": found.compared,
            "Absentes de l’index": len(found.missing),
            "En retard dans l’index": len(found.late),
            "En avance dans l’index (sauvegarde restaurée)": len(found.ahead),
            "En trop dans l’index": len(found.extra),
            "Refusées par l’index": refused().count(),
        }
        for label, number in lines.items():
            self.stdout.write(f"{label} : {number}")


def _differing(found: Differences) -> str:
    left = [f"{found.number} différences entre l’index et la base"] if found.number else []
    if number := refused().count():
        left.append(f"{number} entrées que l’index refuse (page « Recherche : état »)")
    return f"Il reste {' et '.join(left)}." if left else ""
