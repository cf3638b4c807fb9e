"""The cities outside France that follow the approach, on the map of the world."""

from typing import TYPE_CHECKING

from cms.territories.world import WorldMap, world_map

if TYPE_CHECKING:
    from concertation_pages.models import CampaignPage


def partners_map(campaign: "CampaignPage") -> WorldMap | None:
    """None when there are none, or none whose place is known."""
    places = (city.authority.coordinates for city in campaign.partner_cities.all())
    return world_map(filter(None, places))
