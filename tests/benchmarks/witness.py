"""The least that Django can do under gunicorn: one view, no middleware, the bytes of a saved page.

Every figure of `pages.py` is read against it, measured in the same run on the same machine.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

SAVED = {file.name: file.read_bytes() for file in Path(os.environ["WITNESS_PAGES"]).iterdir()}


def saved_page(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(SAVED.get(name, b""))


urlpatterns = [path("<name>", saved_page)]

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="witness")
application = get_wsgi_application()
