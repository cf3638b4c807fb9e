"""What campaigns fill in the registries of the layers below."""

from cms.core import calls, sweeper
from cms.core.figures import Count, register_count
from cms.core.per_version import PerVersion
from concertation_pages.campaign import call, opening
from concertation_pages.models import Commitment

_territories: PerVersion[int] = PerVersion(lambda _: Commitment.objects.public().territories())
TERRITORIES = Count(
    "concertation",
    "territoire en concertation",
    "territoires en concertation",
    "Territoires dont le site publie l’engagement dans les concertations, toutes campagnes réunies.",
    "/concertations/",
    _territories.get,
)


def register_all() -> None:
    sweeper.register("campaign opening", opening.tell_openings, every=sweeper.HOUR)
    register_count(TERRITORIES)
    calls.register(call.current_call)
