"""`manage.py import_collectivites FOLDER`: the official register of the collectivités of France."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.core.progress import Progress
from cms.taxonomy.models import AuthorityType
from cms.territories.models import LocalAuthority
from cms.territories.register import RegisterError, Report, import_register, read_register
from cms.territories.register.importing import Count

SHOWN = 20
"""Disappeared authorities named for each label; the others are counted."""


class Command(BaseCommand):
    help = (
        "Importe le registre officiel des collectivités : les fichiers JSON du paquet npm "
        "@etalab/decoupage-administratif. Tout ou rien ; relancée, la commande ne change rien deux fois."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DOSSIER", help="Dossier du paquet décompressé.")
        parser.add_argument("--dry-run", action="store_true", help="Dit ce qui changerait, sans rien écrire.")

    def handle(self, *args: Any, folder: Path, dry_run: bool, verbosity: int, **options: Any) -> None:
        started = time.monotonic()
        natures = AuthorityType.objects.exclude(register_code="").values_list("register_code", flat=True)
        progress = Progress(self.stdout, visible=verbosity > 0)
        try:
            register = read_register(folder, natures)
            report = import_register(register, progress.step, dry_run=dry_run)
        except RegisterError as error:
            raise CommandError(f"Import refusé, rien n’est écrit. {error}") from error
        if verbosity > 0:
            self.tell(report, register.left_out)
            end = "Essai : rien n’est écrit" if dry_run else "Terminé"
            self.stdout.write(f"{end}, en {time.monotonic() - started:.1f} s ({register.source}).".replace(".", ",", 1))

    def tell(self, report: Report, left_out: dict[str, int]) -> None:
        self.stdout.write(f"Découpage (régions et départements) : {report.areas} créés ou modifiés.")
        for label, count in report.counts.items():
            self.stdout.write(
                f"{label} : {count.created} créées, {count.changed} modifiées, "
                f"{count.unchanged} inchangées, {len(count.gone)} disparues."
            )
            self.tell_details(count)
        for reason, number in left_out.items():
            self.stdout.write(f"Lignes laissées : {number} ({reason}).")

    def tell_details(self, count: Count) -> None:
        for name, number in count.fields.most_common():
            label = LocalAuthority._meta.get_field(name.removesuffix("_id")).verbose_name  # type: ignore[union-attr]  # a column
            self.stdout.write(f"  {label} : {number}")
        for authority in count.gone[:SHOWN]:
            self.stdout.write(f"  disparue du registre, gardée : {authority.name} ({authority.code})")
        if len(count.gone) > SHOWN:
            self.stdout.write(f"  et {len(count.gone) - SHOWN} autres")
