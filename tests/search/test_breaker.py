"""A service that failed is left alone, then tried by one caller at a time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from search.engines.breaker import FIRST_PAUSE, LONGEST_PAUSE, Breaker


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def test_one_failure_opens_it_and_only_the_first_is_new(breaker: Breaker):
    assert breaker.closed
    assert not breaker.take_probe()
    assert breaker.failed()
    assert not breaker.closed
    assert not breaker.failed()


def test_nobody_tries_before_the_pause_then_one_at_a_time(breaker: Breaker, clock: Clock):
    breaker.failed()
    clock.now += FIRST_PAUSE / 2 - 0.01
    assert not breaker.take_probe()
    clock.now += FIRST_PAUSE
    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(lambda _: breaker.take_probe(), range(64))) == 1
    breaker.succeeded()
    assert breaker.closed


def test_requests_under_way_when_it_opened_do_not_make_the_pause_longer(breaker: Breaker, clock: Clock):
    breaker.failed()
    for _ in range(50):
        breaker.failed()
    clock.now += FIRST_PAUSE
    assert breaker.take_probe()


def test_the_pause_grows_with_the_failures_up_to_a_limit(breaker: Breaker, clock: Clock):
    breaker.failed()
    pauses = []
    for _ in range(8):
        waited = 0.0
        while not breaker.take_probe():
            clock.now += 0.25
            waited += 0.25
        pauses.append(waited)
        breaker.failed()
    assert pauses[0] <= FIRST_PAUSE
    assert pauses[-1] >= LONGEST_PAUSE / 2
    assert max(pauses) <= LONGEST_PAUSE + 0.25


def test_processes_do_not_come_back_together(clock: Clock):
    breakers = [Breaker(clock) for _ in range(40)]
    for breaker in breakers:
        breaker.failed()
    clock.now += FIRST_PAUSE * 0.75
    back = sum(breaker.take_probe() for breaker in breakers)
    assert 0 < back < 40
