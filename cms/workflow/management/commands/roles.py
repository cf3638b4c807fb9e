"""`manage.py roles`: the groups of `cms.members.roles`, as its table says, and the workflow their people work in."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from cms.members.roles import ROLES, apply, remove_replaced_groups
from cms.workflow import circuit, roles_table


class Command(BaseCommand):
    help = "Donne aux groupes de l’équipe exactement les droits du tableau ; à relancer après une mise à jour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--readme", action="store_true", help="Récrit les tableaux des rôles dans README.md.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["readme"]:
            readme = Path(settings.BASE_DIR, "README.md")
            readme.write_text(roles_table.rewritten(readme.read_text()))
            return
        remove_replaced_groups()
        for role in ROLES:
            self.stdout.write(f"{role.name} : {'groupe créé' if apply(role) else 'groupe à jour'}")
        circuit.ensure()
