"""`manage.py demo [app …]`: the demonstration content of each application, lowest layer first."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from cms.core.progress import Progress


class Command(BaseCommand):
    help = "Charge le contenu de démonstration. Relancée, la commande ne crée rien deux fois."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "apps", nargs="*", metavar="app", help="Applications à charger ; toutes si aucune n’est nommée."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        loaders = {app.label: app for app in apps.get_app_configs() if module_has_submodule(app.module, "demo")}
        unknown = set(options["apps"]) - loaders.keys()
        if unknown:
            raise CommandError(f"Sans contenu de démonstration : {', '.join(sorted(unknown))}.")
        self.progress = Progress(self.stdout, visible=options["verbosity"] > 0)
        asked = [app for label, app in loaders.items() if label in options["apps"] or not options["apps"]]
        for step in ("load", "link"):
            for app in asked:
                self.run(step, app)

    def run(self, step: str, app: AppConfig) -> None:
        """All of an application or nothing of it. `link`, where there is one, joins the contents of several."""
        module = import_module(f"{app.name}.demo")
        if run := getattr(module, step, None):
            with transaction.atomic():
                run(self.report)

    def report(self, label: str, items: Sequence[Any], load_one: Callable[[Any], bool]) -> None:
        """Load the items one by one and count them on one line."""
        created = 0
        for done, item in enumerate(items, 1):
            created += load_one(item)
            self.progress.step(label, done, len(items), "" if created else ", déjà chargé")
