"""ASGI entry point, for servers that need one."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_asgi_application()

from cms.members.checks import refuse_demo_accounts  # noqa: E402  # models exist once the application does

refuse_demo_accounts()
