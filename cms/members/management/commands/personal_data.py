"""Answer somebody who asks what the site keeps about them, or asks to be forgotten (RGPD, articles 15, 17 and 20)."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.members import personal_data
from cms.members.personal_data import Person


class Command(BaseCommand):
    help = "Exporte en JSON ou efface ce que le site garde d’une personne ; applique les durées de conservation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("export", help="Écrit tout en JSON.").add_argument("email")
        erase = actions.add_parser("erase", help="Efface, jusque dans les versions conservées des pages.")
        erase.add_argument("email")
        erase.add_argument("--dry-run", action="store_true", help="Dit ce qui serait effacé, et s’arrête là.")
        erase.add_argument("--no-input", action="store_true", help="Ne demande pas confirmation.")
        actions.add_parser("forget", help="Retire ce qui est plus ancien que les durées de conservation.")

    def handle(self, *args: Any, action: str, email: str = "", **options: Any) -> None:
        if action == "forget":
            personal_data.forget()
            return
        person = Person.named(email)
        found = personal_data.export(person)
        if action == "export":
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        if not found:
            raise CommandError("Rien n’est gardé sous cette adresse.")
        self._erase(person, found, dry_run=options["dry_run"], ask=not options["no_input"])

    def _erase(self, person: Person, found: dict[str, personal_data.Rows], *, dry_run: bool, ask: bool) -> None:
        for name, rows in found.items():
            self.stdout.write(f"{name} : {len(rows)}")
        if dry_run:
            return
        if ask and input("Effacer pour toujours ? Tapez « effacer » : ").strip() != "effacer":
            raise CommandError("Rien n’a été effacé.")
        personal_data.erase(person)
        self.stdout.write("C’est effacé.")
