import logging
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from cms.core import sweeper
from cms.workflow.scheduling.service import publish_due, unpublish_expired
from library_pages.models import UseCasePage
from tests.factories import UseCasePageFactory, publish


@pytest.fixture
def sweeps(monkeypatch):
    """No other sweep than those that the test registers."""
    monkeypatch.setattr(sweeper, "_sweeps", {})
    return sweeper


def scheduled(library, title):
    """A draft approved for a date that has come since."""
    page = UseCasePageFactory(parent=library, title=title, live=False)
    page.go_live_at = timezone.now()
    page.save_revision(approved_go_live_at=page.go_live_at)
    return page


def test_a_sweep_that_fails_is_logged_and_does_not_stop_the_following(sweeps, caplog):
    ran = []
    sweeps.register("courrier", lambda: 1 / 0)
    sweeps.register("lots", lambda: ran.append("lots"))

    assert sweeps.sweep_once() == ["courrier"]
    assert ran == ["lots"]
    assert "courrier" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_costly_sweep_waits_for_its_turn_in_the_worker_and_never_in_the_command(sweeps):
    ran = []
    sweeps.register("courrier", lambda: ran.append("courrier"))
    sweeps.register("relances", lambda: ran.append("relances"), every=sweeper.HOUR)

    for _ in range(2):
        sweeps.sweep_once(only_due=True)
    assert ran == ["courrier", "relances", "courrier"]

    sweeps.sweep_once()
    assert ran[3:] == ["courrier", "relances"]


def test_the_command_says_which_sweep_failed(sweeps):
    sweeps.register("courrier", lambda: 1 / 0)

    with pytest.raises(CommandError, match="courrier"):
        call_command("sweep")


def test_scheduled_pages_go_online_when_their_date_comes(library):
    page = scheduled(library, "Programmée")
    later = UseCasePageFactory(parent=library, live=False)
    later.go_live_at = timezone.now() + timedelta(hours=1)
    publish(later)

    call_command("sweep")

    assert list(Page.objects.live().type(UseCasePage)) == [Page.objects.get(pk=page.pk)]


def test_expired_pages_go_offline(library):
    page, other = UseCasePageFactory.create_batch(2, parent=library)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())

    call_command("sweep")

    assert list(UseCasePage.objects.live()) == [other]
    assert UseCasePage.objects.get(pk=page.pk).expired


def test_a_page_that_cannot_be_published_leaves_the_others_alone_and_itself_untouched(library, caplog):
    refused, accepted = scheduled(library, "Refusée"), scheduled(library, "Acceptée")

    def refuse(instance, **kwargs):
        if instance.pk == refused.pk:
            raise PermissionError("cette version n’est pas approuvée")

    page_published.connect(refuse)
    try:
        with caplog.at_level(logging.ERROR):
            publish_due()
    finally:
        page_published.disconnect(refuse)

    assert [page.pk for page in UseCasePage.objects.live()] == [accepted.pk]
    assert "cette version n’est pas approuvée" in caplog.text
    publish_due()
    assert UseCasePage.objects.live().count() == 2


def test_sweeping_twice_does_nothing_more(library):
    page = scheduled(library, "Programmée")
    publish_due()
    revision = UseCasePage.objects.get(pk=page.pk).live_revision

    publish_due()
    unpublish_expired()

    assert UseCasePage.objects.get(pk=page.pk).live_revision == revision
