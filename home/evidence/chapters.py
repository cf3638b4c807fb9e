"""A link finds again the principle that another chapter holds from now on."""

from typing import Any

from cms.workflow.signals import Kind, Step
from home.models import EvidencePage, ManifestoChapterPage


def take_up_links(sender: Any, step: Step, **kwargs: Any) -> None:
    """Receiver of `step_taken`: the chapter that held it before may be deleted, or hold it no more."""
    page = step.page.specific
    if step.kind is Kind.PUBLISHED and isinstance(page, ManifestoChapterPage):
        codes = page.principles.values_list("code", flat=True)
        EvidencePage.objects.filter(principle_code__in=list(codes)).update(chapter=page)
