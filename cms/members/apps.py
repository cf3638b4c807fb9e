from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "cms.members"
    verbose_name = "Membres et équipe"
