from django.apps import AppConfig


class LibraryPagesConfig(AppConfig):
    name = "library_pages"
    verbose_name = "Bibliothèque"
