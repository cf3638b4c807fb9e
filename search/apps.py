from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"

    def ready(self) -> None:
        from cms.core import sweeper  # noqa: PLC0415  # models are loaded only now
        from search import catalogue, scopes  # noqa: PLC0415
        from search.projection import refresh  # noqa: PLC0415

        scopes.connect()
        catalogue.watch()
        sweeper.register("search", refresh)
