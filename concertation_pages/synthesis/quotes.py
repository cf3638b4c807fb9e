"""Figures that sources give, each beside the computed one that speaks of the same thing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cms.core.public_tree import unrestricted
from concertation_pages.models.campaign import CampaignPage
from concertation_pages.models.campaign_rows import CampaignFigure


def quotes() -> Mapping[str, Sequence[CampaignFigure]]:
    """Key of a figure to what public campaigns quote beside it; one query."""
    public = unrestricted(CampaignPage.objects.all())
    found: dict[str, list[CampaignFigure]] = defaultdict(list)
    for row in CampaignFigure.objects.filter(page__in=public.values("pk")).exclude(beside=""):
        found[row.beside].append(row)
    return found
