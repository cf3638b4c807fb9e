"""WSGI entry point of gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()

from cms.members.checks import refuse_demo_accounts  # noqa: E402  # models exist once the application does

refuse_demo_accounts()
