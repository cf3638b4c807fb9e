"""`manage.py roles`: the groups of `cms.members.roles`, as its table says, and the workflow their people work in."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.members.roles import ROLES, apply, remove_replaced_groups
from cms.workflow import circuit


class Command(BaseCommand):
    help = "Donne aux groupes de l’équipe exactement les droits du tableau ; à relancer après une mise à jour."

    def handle(self, *args: Any, **options: Any) -> None:
        remove_replaced_groups()
        for role in ROLES:
            self.stdout.write(f"{role.name} : {'groupe créé' if apply(role) else 'groupe à jour'}")
        circuit.ensure()
