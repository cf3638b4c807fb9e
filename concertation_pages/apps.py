from django.apps import AppConfig


class ConcertationPagesConfig(AppConfig):
    """Territorial consultations on AI."""

    name = "concertation_pages"
    verbose_name = "Concertations"
