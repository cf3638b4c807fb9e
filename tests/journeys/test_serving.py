"""`make run`: what a newcomer sees when something stands in the way, and what is served."""

import os
import subprocess
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.journeys.conftest import NewVisitor

pytestmark = pytest.mark.browser


def test_a_second_run_on_a_busy_port_says_so_and_stops(site: str) -> None:
    port = str(urlsplit(site).port)
    second = subprocess.run(
        [".ci/serve"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"PORT": port},
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"Le port {port} est déjà occupé" in second.stderr


def test_the_demonstration_serves_static_files_that_never_change_name_in_vain(new_visitor: NewVisitor) -> None:
    """Hashed, compressed, and kept by the browser for ever."""
    visitor = new_visitor()
    with visitor.page.expect_response(lambda response: response.url.endswith(".css")) as css:
        visitor.go("/")
    headers = css.value.all_headers()
    assert "immutable" in headers["cache-control"]
    assert headers["content-encoding"] == "gzip"
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers
