"""`make run`: production's settings without TLS, on this machine, with demonstration accounts."""

from django.core.management.utils import get_random_secret_key

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATA_DIR

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEMO_ACCOUNTS = True
RATE_LIMIT_FACTOR = 100


def _secret_key() -> str:
    """The key of this machine, made once: sessions survive a restart and nothing is in the repository."""
    file = DATA_DIR / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key())
    return file.read_text()


SECRET_KEY = _secret_key()
