"""The reloading server of `make dev`: debug pages, unhashed static files."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import STORAGES

DEBUG = True
DEMO_ACCOUNTS = True
SECRET_KEY = "développement seulement, jamais en production"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
