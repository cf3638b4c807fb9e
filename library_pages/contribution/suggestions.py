"""Answers proposed to a contributor before he types: he sees each one, changes it or saves it as his own."""

from collections.abc import Mapping

from django.db.models import Q

from library_pages.contribution.examples import public_fiche
from library_pages.contribution.forms import Suggestion, answer_of
from library_pages.contribution.questions import Step
from library_pages.models import UseCasePage

CONTACT = ("public_contact_email", "public_contact_url")
"""What a collectivité says in the same way in all of its fiches."""


def suggestions(step: Step, page: UseCasePage, inspired_by: int | None) -> Mapping[str, Suggestion]:
    """By name of question. A similar fiche suggests how to sort this one, never a fact."""
    return {**_from_model(step, inspired_by), **_from_authority(step, page)}


def _from_model(step: Step, inspired_by: int | None) -> dict[str, Suggestion]:
    names = [question.name for question in step.questions if question.suggested]
    entry = public_fiche(inspired_by) if names else None
    if entry is None:
        return {}
    fiche = UseCasePage.read(entry.object_id)
    return {name: Suggestion(answer_of(fiche, name), f"la fiche « {entry.title} »") for name in names}


def _from_authority(step: Step, page: UseCasePage) -> dict[str, Suggestion]:
    names = [name for name in CONTACT if name in step.names]
    if not names or not page.authority:
        return {}
    if page.public_contact_email or page.public_contact_url:
        return {}
    given = ~Q(public_contact_email="") | ~Q(public_contact_url="")
    others = UseCasePage.objects.live().filter(given, authority=page.authority).exclude(pk=page.pk)
    last = others.order_by("-last_published_at").first()
    if last:
        origin = f"la fiche « {last.title} »"
        return {name: Suggestion(getattr(last, name), origin) for name in names if getattr(last, name)}
    site = page.authority.website
    return {"public_contact_url": Suggestion(site, "la page de votre collectivité")} if site else {}
