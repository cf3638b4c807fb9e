"""`manage.py demo_accounts`: what `make run` prints so that a newcomer can log in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.members.demo import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Affiche les comptes de démonstration ; rien hors des réglages de démonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEMO_ACCOUNTS:
            for account in ACCOUNTS:
                self.stdout.write(f"{account.first_name} : identifiant {account.username}, mot de passe {PASSWORD}")
