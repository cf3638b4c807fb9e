"""Links between the manifesto and what the site publishes."""

from typing import Any

import factory
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from home.models import EvidenceIndexPage, EvidencePage
from tests.factories.pages import PageFactory


class EvidenceIndexPageFactory(PageFactory):
    """Under the page of the manifesto."""

    title = "Preuves"
    slug = "preuves"

    class Meta:
        model = EvidenceIndexPage


class EvidencePageFactory(PageFactory):
    """Under the list of links: `target=…, quotation="…"`, word for word in its public text."""

    title = factory.Sequence(lambda n: f"Preuve {n}")
    slug = ""
    principle_code = "S-1"
    nature = "illustre"

    class Meta:
        model = EvidencePage


def evidence_data(target: Any, quotation: str, *, submit: bool = True, **answers: Any) -> dict[str, Any]:
    """What the browser posts for a link."""
    sent = {
        "principle_code": "S-1",
        "nature": "illustre",
        "target": str(target.pk),
        "target_anchor": "",
        "quotation": quotation,
        "tags": "",
        **({"action-submit": "1"} if submit else {}),
    }
    return nested_form_data({"comments": inline_formset([])}) | sent | answers


def add_evidence_url() -> str:
    return reverse("wagtailadmin_pages:add", args=["home", "evidencepage", EvidenceIndexPage.objects.get().pk])
