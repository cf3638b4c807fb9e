"""Failures of the demonstration: the two that the data tells, each with its public source. It names no contact."""

from cms.taxonomy.demo import read_items
from cms.taxonomy.models import FailureNature
from library_pages.models import Failure


def failures_of(fiche: str) -> list[Failure]:
    """Unsaved rows of the fiche with this slug."""
    return [
        Failure(nature=FailureNature.objects.get(slug=item["nature"]), text=item["texte"], source_url=item["source"])
        for item in read_items(__file__, "ratages")
        if item["fiche"] == fiche
    ]
