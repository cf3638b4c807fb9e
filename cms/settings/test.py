"""The test suite: production's behaviour, without hashed file names and slow password hashing."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATABASES, STORAGES, env

DEBUG = False
SECRET_KEY = "tests"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
ELASTICSEARCH_URL = env.str("TEST_ELASTICSEARCH_URL", default="")  # set by the fixtures of the tests that ask for it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "tests.commits.TasksAtCommit"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file and not memory: WAL, a second process and a live server need one.
    DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"] + ".test"}
