"""An editor links a principle to a passage of the site: what she is shown, what is asked of her, what is refused."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from cms.workflow import steps
from cms.workflow.models import FourEyesTask
from cms.workflow.permissions import in_review
from cms.workflow.steps import StepRefused
from concertation_pages.models import ReportSegment
from home.models import EvidencePage
from tests.factories import (
    LocalAuthorityFactory,
    ManifestoChapterPageFactory,
    ManifestoPageFactory,
    UseCasePageFactory,
    approve_submitted,
    publish,
)
from tests.factories.concertations import (
    CampaignPageFactory,
    CommitmentFactory,
    ConcertationIndexPageFactory,
    ReportPageFactory,
)
from tests.factories.evidence import EvidenceIndexPageFactory, add_evidence_url, evidence_data
from tests.sign_in import sign_in

pytestmark = pytest.mark.once

SUMMARY = "L’outil, essayé par les agents\u00a0: il sert à repérer les fuites d’eau, la nuit, sur tout le réseau."
TYPED = "L'outil, essayé par les agents : il sert"
"""Word for word in the summary, with the apostrophe and the spaces of a keyboard."""


@pytest.fixture
def fiche(library):
    authority = LocalAuthorityFactory(name="Ville de Rennes", slug="ville-de-rennes")
    return UseCasePageFactory(parent=library, title="Chercher les fuites", summary=SUMMARY, authority=authority)


@pytest.fixture
def manifesto(home):
    manifesto = ManifestoPageFactory(parent=home)
    ManifestoChapterPageFactory(parent=manifesto, slug="social", title="L’axe social", statements=["un", "deux"])
    EvidenceIndexPageFactory(parent=manifesto)
    return manifesto


@pytest.fixture
def report(home):
    index = ConcertationIndexPageFactory(parent=home)
    commitment = CommitmentFactory(name="Montpellier", campaign=CampaignPageFactory(parent=index))
    return ReportPageFactory(parent=index, commitment=commitment, proposals=["Former les agents à l’IA."])


def words(response) -> str:
    return re.sub(r"\s+", " ", unescape(strip_tags(response.content.decode())))


def read(client, address: str) -> str:
    return words(client.get(address, headers={"host": "localhost"}))


def errors(response) -> dict[str, str]:
    found = response.context["form"].errors
    return {name: re.sub(r"\s+", " ", " ".join(texts)) for name, texts in found.items()}


def test_a_link_is_written_reviewed_and_read_on_the_page_of_its_principle(redaction, client, manifesto, fiche):
    redaction.post(add_evidence_url(), evidence_data(fiche, TYPED))
    approve_submitted()

    evidence = EvidencePage.objects.get()
    assert evidence.live
    assert evidence.title.replace("\u00a0", " ") == "Illustre le principe S-1 : Chercher les fuites"
    assert evidence.slug == "s-1-illustre-chercher-les-fuites"
    again = errors(redaction.post(add_evidence_url(), evidence_data(fiche, TYPED, nature="nuance")))["quotation"]
    assert "Ce passage est déjà lié au principe S-1 : « Illustre le principe S-1 : Chercher les fuites »" in again
    redaction.post(add_evidence_url(), evidence_data(fiche, TYPED, principle_code="S-2"))
    assert EvidencePage.objects.count() == 2
    assert (evidence.target_url, evidence.target_territory) == (fiche.url, "Ville de Rennes")
    assert "il sert" in read(client, "/manifeste/social/")


def test_a_quotation_that_is_not_word_for_word_is_told_what_differs(redaction, manifesto, fiche):
    wrong = "L’outil, testé par les agents : il sert à repérer les fuites"

    refused = redaction.post(add_evidence_url(), evidence_data(fiche, wrong))
    assert "« testé » au lieu de « essayé »" in errors(refused)["quotation"]
    assert not EvidencePage.objects.exists()

    redaction.post(add_evidence_url(), evidence_data(fiche, wrong, submit=False))
    draft = EvidencePage.objects.get()
    assert not draft.live
    editor = redaction.get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert "« testé » au lieu de « essayé »" in words(editor)
    assert "repérer les fuites d’eau, la nuit" in words(editor)


def test_a_quotation_is_made_of_whole_words(redaction, manifesto, library):
    fiche = UseCasePageFactory(parent=library, summary="Un usage inacceptable, disent les agents.")

    refused = redaction.post(add_evidence_url(), evidence_data(fiche, "acceptable, disent les agents."))

    assert "« acceptable, » au lieu de « inacceptable, »" in errors(refused)["quotation"]


def test_a_draft_is_previewed_before_it_has_a_nature_and_as_it_is_written(redaction, manifesto, fiche):
    redaction.post(add_evidence_url(), evidence_data(fiche, "", submit=False, nature="") | {"target": ""})
    begun = EvidencePage.objects.get()
    assert begun.title.replace("\u00a0", " ") == "Lien avec le principe S-1 : contenu à choisir"
    redaction.post(add_evidence_url(), evidence_data(fiche, TYPED, submit=False, nature=""))
    draft = EvidencePage.objects.exclude(pk=begun.pk).get()

    preview = redaction.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))

    assert preview.status_code == 200
    assert "Nature à choisir" in words(preview)
    assert "il sert" in words(preview)


def test_only_what_the_public_reads_is_quoted(redaction, manifesto, fiche, report, library):
    hidden = UseCasePageFactory(parent=library, title="Secrète", summary="Des mots que nul ne lit encore.", live=False)
    proposal = "Former les agents à l’IA."

    not_public = redaction.post(add_evidence_url(), evidence_data(hidden, "Des mots que nul ne lit encore."))
    assert "n’est pas public" in errors(not_public)["target"]
    manifesto_itself = redaction.post(add_evidence_url(), evidence_data(manifesto, "Une doctrine commune."))
    assert "n’est pas de ceux" in errors(manifesto_itself)["target"]
    by_passage = redaction.post(add_evidence_url(), evidence_data(report, proposal))
    assert "passage par passage" in errors(by_passage)["target_anchor"]
    unknown = redaction.post(add_evidence_url(), evidence_data(report, proposal, target_anchor="p-9"))
    assert "n’est pas dans le contenu choisi" in errors(unknown)["target_anchor"]
    commitment = CommitmentFactory(name="Sicoval", campaign=report.commitment.campaign)
    empty = ReportPageFactory(parent=report.get_parent(), commitment=commitment, proposals=[])
    nothing_yet = redaction.post(add_evidence_url(), evidence_data(empty, proposal))
    assert "n’a pas encore de passage à citer" in errors(nothing_yet)["target"]
    assert not EvidencePage.objects.exists()

    redaction.post(add_evidence_url(), evidence_data(report, proposal, target_anchor="p-1"))
    assert EvidencePage.objects.get().target_passage == "Proposition P-1"


def test_the_form_begins_with_what_one_comes_from(redaction, account, manifesto, fiche, report):
    chapter = manifesto.get_children().get(slug="social")
    assert (
        f"{reverse('new_evidence')}?principe=S-2"
        in redaction.get(reverse("wagtailadmin_pages:edit", args=[chapter.pk])).content.decode()
    )
    assert (
        f"{reverse('new_evidence')}?cible={fiche.pk}"
        in redaction.get(reverse("wagtailadmin_pages:edit", args=[fiche.pk])).content.decode()
    )

    asked = {"cible": report.pk, "passage": "p-1", "principe": "S-2"}
    form = redaction.get(reverse("new_evidence"), asked, follow=True).context["form"]
    chosen = {name: str(form[name].value()) for name in ("target", "target_anchor", "principle_code")}
    assert chosen == {"target": str(report.pk), "target_anchor": "p-1", "principle_code": "S-2"}

    shown = redaction.get(reverse("evidence_source"), {"cible": report.pk}).content.decode()
    assert "Former les agents" in shown
    assert '<option value="p-1">' in shown
    assert redaction.get(reverse("evidence_source"), {"cible": "²"}).status_code == 200
    sign_in(redaction, account("relecteur"))
    refused = redaction.get(reverse("evidence_source"), {"cible": report.pk})
    assert b"Former les agents" not in refused.content


def test_what_changed_since_the_submission_is_not_approved(redaction, account, manifesto, fiche, report):
    redaction.post(add_evidence_url(), evidence_data(report, "Former les agents à l’IA.", target_anchor="p-1"))
    FourEyesTask.objects.update(quorum=1)
    report.segments = [ReportSegment(kind="proposition", code="P-1", text="Autre chose.")]
    publish(report)

    submitted = in_review(EvidencePage.objects.get())
    with pytest.raises(StepRefused, match="ne sont pas dans le texte public"):
        steps.approve(submitted, account("relecteur"))
    assert not EvidencePage.objects.get().live
