"""Where a contributor finds a fiche, for his mails and for the screens of others."""

from typing import Any

from django.urls import reverse

from cms.core.navigation import Crumb
from library_pages.completeness import is_filled
from library_pages.contribution.questions import REQUIRED_STEPS, Step
from library_pages.models import UseCasePage


def contribution_address(page: Any) -> str:
    """Path of the screen that follows a fiche in `/contribuer/`, of the list for what is not written there."""
    is_fiche = page.specific_class is UseCasePage
    return reverse("contribution", args=[page.pk]) if is_fiche else reverse("contributions")


def home() -> Crumb:
    return Crumb("Mes contributions", reverse("contributions"))


def above(page: UseCasePage) -> list[Crumb]:
    """What stands between the home page and a step of this fiche."""
    return [home(), Crumb(page.title, reverse("contribution", args=[page.pk]))]


def step_address(page: UseCasePage, step: Step) -> str:
    return reverse("contribution_step", args=[page.pk, step.slug])


def resume_address(version: UseCasePage) -> str:
    """The first required step with something missing, wherever the contributor stopped; then the last page."""
    for step in REQUIRED_STEPS:
        asked = [question.name for question in step.asked if question.required]
        if not all(is_filled(version, name) for name in asked):
            return step_address(version, step)
    return reverse("contribution_check", args=[version.pk])
