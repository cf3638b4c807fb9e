"""What campaigns fill in the registries of the layers below."""

from cms.core import calls, sweeper
from concertation_pages.campaign import call, opening


def register_all() -> None:
    sweeper.register("campaign opening", opening.tell_openings, every=sweeper.HOUR)
    calls.register(call.current_call)
