"""What campaigns fill in the registries of the layers below."""

from cms.core import sweeper
from concertation_pages.campaign import opening


def register_all() -> None:
    sweeper.register("campaign opening", opening.tell_openings, every=sweeper.HOUR)
