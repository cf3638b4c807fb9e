import pytest
from django.core.management import CommandError, call_command

from cms.core import sweeper


@pytest.fixture
def sweeps(monkeypatch):
    """No other sweep than those that the test registers."""
    monkeypatch.setattr(sweeper, "_sweeps", {})
    return sweeper


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
