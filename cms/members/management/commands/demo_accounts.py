"""`manage.py demo_accounts`: what `make run` prints so that a newcomer can log in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.core.mail import absolute
from cms.members.demo import ACCOUNTS, PASSWORD, recovery_codes


class Command(BaseCommand):
    help = "Affiche les comptes de démonstration ; rien hors des réglages de démonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ACCOUNTS:
            return
        self.stdout.write(f"Comptes de démonstration, mot de passe {PASSWORD}, sur {absolute(settings.LOGIN_URL)} :")
        for account in ACCOUNTS:
            codes = recovery_codes(account)
            second = f"  puis un code de secours : {', '.join(codes[:3])}…" if codes else ""
            self.stdout.write(f"  {account.name or account.role.name:<14} {account.email:<28}{second}")
