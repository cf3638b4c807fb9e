"""Takes the place of Wagtail's command, which would delete who wrote what."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Refusée : les versions disent qui a écrit, donc qui ne peut pas approuver."

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError("Les versions ne se purgent pas : elles disent qui a écrit, donc qui ne peut pas approuver.")
