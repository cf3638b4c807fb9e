"""Wagtail's explorer, whose menus ask of each line what may be done with it."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import HomePage
from tests.factories import StandardPageFactory


def test_fifty_pages_cost_the_queries_of_five(home: HomePage, redaction: Client) -> None:
    folder = StandardPageFactory(parent=home, title="Dossier")
    address = reverse("wagtailadmin_explore", args=[folder.pk])

    def queries(number: int) -> int:
        for rank in range(folder.get_children().count(), number):
            StandardPageFactory(parent=folder, title=f"Page {rank}", live=False).save_revision()
        redaction.get(address)
        with CaptureQueriesContext(connection) as captured:
            shown = redaction.get(address)
        assert len(shown.context["object_list"]) == number
        return len(captured)

    few = queries(5)
    assert queries(50) == few
