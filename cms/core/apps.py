from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cms.core"
    verbose_name = "Noyau du site"
