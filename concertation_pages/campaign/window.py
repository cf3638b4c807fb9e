"""When territories may commit, in words."""

from typing import TYPE_CHECKING

from cms.core.partial_dates import PartialDate, in_words

if TYPE_CHECKING:
    from concertation_pages.models import CampaignPage


def window_in_words(campaign: "CampaignPage") -> str:
    """One sentence; what is not known is said so."""
    if campaign.is_open:
        return f"Les engagements sont ouverts, {_until(campaign.closes_on)}."
    if campaign.is_over:
        return f"La campagne {_years(campaign)} est close ({campaign.closes_on})."
    if campaign.opens_on:
        return f"Les engagements ouvrent le {in_words(campaign.opens_on)}."
    return "La date d’ouverture des engagements n’est pas connue."


def _until(end: PartialDate | None) -> str:
    if end is None:
        return "sans date de fin annoncée"
    return f"jusqu’au {end}" if end.day else f"jusqu’à fin {end}"


def _years(campaign: "CampaignPage") -> str:
    """« 2024–2025 »; one year alone when it opens and closes in it, or when the other is not known."""
    known = [date.year for date in (campaign.opens_on, campaign.closes_on) if date]
    return "–".join(map(str, dict.fromkeys(known)))
