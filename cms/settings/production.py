"""Production: behind a TLS proxy; refuses to start while a required variable is missing or weak."""

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *  # noqa: F403
from cms.settings.base import env

NEW_KEY = "python -c 'import secrets; print(secrets.token_urlsafe(50))'"


def _required(name: str, example: str) -> str:
    """The variable `name`, or the content of the file that `name`_FILE points to."""
    try:
        value: str = env.str(name, default="").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE désigne un fichier illisible : {error.filename}.") from error
    if not value:
        raise ImproperlyConfigured(
            f"La variable d’environnement {name} est absente ou vide. Exemple : {example} "
            f"(ou {name}_FILE=/chemin/du/fichier qui contient la valeur)."
        )
    return value


def _secret_key() -> str:
    """The signing key; the thresholds are those of Django's own deployment check (security.W009)."""
    key = _required("SECRET_KEY", f'SECRET_KEY="$({NEW_KEY})"')
    if len(key) < 50 or len(set(key)) < 5 or key.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            f"SECRET_KEY est trop faible : il faut au moins 50 caractères tirés au hasard. Pour en obtenir : {NEW_KEY}"
        )
    return key


def _allowed_hosts() -> list[str]:
    hosts = [host.strip() for host in _required("ALLOWED_HOSTS", "ALLOWED_HOSTS=www.exemple.fr,exemple.fr").split(",")]
    if "*" in hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS contient « * » : nommez les domaines du site.")
    return hosts


DEBUG = False
SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = _allowed_hosts()
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default=f"https://{ALLOWED_HOSTS[0].removeprefix('.')}")

TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000  # two years
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"

_mail_server = env.email_url("EMAIL_URL", default="smtp://localhost:25")
DELIVERY_BACKEND = _mail_server.pop("EMAIL_BACKEND")
vars().update(_mail_server)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("FROM_EMAIL", default="ne-pas-repondre@localhost")
