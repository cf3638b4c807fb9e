"""What files fill in the registries of the layers below."""

from cms.core import sweeper
from concertation_pages.exchange.importing import erase_old


def register_all() -> None:
    sweeper.register("consultation files", erase_old, every=sweeper.HOUR)
