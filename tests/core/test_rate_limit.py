"""How often one person may do something, and who that person is."""

from threading import Thread

import pytest
from django.db import connection
from django.db.models import F
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from cms.core import rate_limit
from cms.core.client_address import client_address
from cms.core.models import RateWindow


def test_a_limit_holds_for_each_action_and_each_person(db: None) -> None:
    assert [rate_limit.allow("essai", "192.0.2.1", 2, 3600) for _ in range(3)] == [True, True, False]
    assert rate_limit.allow("essai", "192.0.2.2", 2, 3600)
    assert rate_limit.allow("autre", "192.0.2.1", 2, 3600)


def test_a_new_window_opens_and_the_past_is_swept(db: None) -> None:
    assert rate_limit.allow("essai", "192.0.2.1", 1, 3600)
    RateWindow.objects.update(started=F("started") - 3600, ends=timezone.now())
    assert rate_limit.allow("essai", "192.0.2.1", 1, 3600)
    rate_limit.forget_past()
    assert RateWindow.objects.count() == 1


def test_nothing_of_the_person_is_kept(db: None) -> None:
    rate_limit.allow("essai", "192.0.2.1", 1, 3600)
    assert "192.0.2.1" not in str(RateWindow.objects.values())


@pytest.mark.django_db(transaction=True)
def test_requests_at_once_are_all_counted() -> None:
    allowed = []

    def ask() -> None:
        allowed.append(rate_limit.allow("essai", "192.0.2.1", 3, 3600))
        connection.close()

    threads = [Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(allowed) == [False] * 3 + [True] * 3


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "198.51.100.7", "192.0.2.1"),  # nobody in front of us writes this header
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),  # the first one is the visitor's own writing
        (2, "198.51.100.7", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "n’importe quoi", "192.0.2.1"),
    ],
)
def test_only_trusted_proxies_say_where_a_request_comes_from(
    settings: Settings, proxies: int, forwarded: str, expected: str
) -> None:
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="192.0.2.1")
    assert client_address(request) == expected
