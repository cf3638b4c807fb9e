"""Who decides of a link that weakens a principle in the name of a territory, and who is told of it."""

import datetime

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.core.models import OutgoingMail
from cms.core.partial_dates import in_words
from cms.workflow import steps
from cms.workflow.models import ScheduleFailure
from cms.workflow.permissions import Action, in_review, may
from cms.workflow.scheduling.service import publish_due
from home.evidence.rewording import rewritten_principles
from home.models import EvidencePage, ManifestoChapterPage
from tests.factories import (
    LocalAuthorityFactory,
    ManifestoChapterPageFactory,
    ManifestoPageFactory,
    UseCasePageFactory,
    publish,
)
from tests.factories.concertations import (
    CampaignPageFactory,
    CommitmentFactory,
    ConcertationIndexPageFactory,
    ReferentFactory,
    ReportPageFactory,
    SynthesisPageFactory,
)
from tests.factories.evidence import EvidenceIndexPageFactory, EvidencePageFactory
from tests.sign_in import sign_in

pytestmark = pytest.mark.once
PROPOSAL = "Former les agents à l’IA."


@pytest.fixture
def rennes(db):
    return LocalAuthorityFactory(name="Rennes", slug="rennes")


@pytest.fixture
def evidence_index(home):
    manifesto = ManifestoPageFactory(parent=home)
    ManifestoChapterPageFactory(parent=manifesto, slug="social", statements=["un", "deux"])
    return EvidenceIndexPageFactory(parent=manifesto)


@pytest.fixture
def report(home, rennes):
    index = ConcertationIndexPageFactory(parent=home)
    commitment = CommitmentFactory(name="Rennes", campaign=CampaignPageFactory(parent=index), authorities=[rennes])
    ReferentFactory(commitment=commitment, email="referente@rennes.example")
    ReferentFactory(commitment=commitment, email="jamais-confirmee@rennes.example", confirmed_at=None)
    return ReportPageFactory(parent=index, commitment=commitment, proposals=[PROPOSAL])


@pytest.fixture
def submitted(account, evidence_index):
    author = account("redaction")

    def submit(target, nature: str, **fields) -> EvidencePage:
        answers = {"quotation": PROPOSAL, "target_anchor": "p-1", **fields}
        page = EvidencePageFactory(parent=evidence_index, target=target, nature=nature, live=False, **answers)
        page.save_revision(user=author)
        steps.submit(page, author)
        return page

    return submit


def approve(page, reviewer) -> bool:
    """Whether the page is online after it."""
    steps.approve(in_review(page), reviewer)
    return bool(EvidencePage.objects.get(pk=page.pk).live)


def rewrite(account, statement: str) -> ManifestoChapterPage:
    """A version of the chapter that says something else under S-1, submitted."""
    author, chapter = account("redaction"), ManifestoChapterPage.objects.get()
    principle = chapter.principles.get(code="S-1")
    chapter.principles = [principle, *chapter.principles.exclude(code="S-1")]
    principle.statement = statement
    chapter.save_revision(user=author)
    steps.submit(chapter, author)
    return chapter


def item(page) -> str:
    return reverse("workflow_desk:item", args=[page.pk])


def told(**fields) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(name="evidence_published", **fields).order_by("to"))


def test_two_people_decide_of_what_contradicts_in_the_name_of_a_territory(account, client, submitted, report, rennes):
    of_the_territory = account("relecteur", rennes)
    referent = account("relecteur", username="referente")
    report.commitment.referents.filter(confirmed_at=None).update(email=referent.email)
    first, second = account("relecteur"), account("relecteur")
    page = submitted(report, "contredit")

    assert not may(of_the_territory, Action.APPROVE, page)
    assert not may(referent, Action.APPROVE, page)
    sign_in(client, of_the_territory)
    assert "vous parlez pour le territoire" in client.get(reverse("workflow_desk:index")).content.decode()
    sign_in(client, first)
    shown = client.get(item(page)).content.decode()
    assert "Deux personnes" in shown
    assert "«&nbsp;un&nbsp;»" in shown  # what the principle says

    assert not approve(page, first)
    waiting = OutgoingMail.objects.filter(name="step", subject__startswith="Encore à relire").values_list(
        "to", flat=True
    )
    assert list(waiting) == [second.email]
    assert "Personne ne sera prévenu" not in client.get(item(page)).content.decode()
    assert approve(page, second)
    own = " ".join(client.get(page.url, headers={"host": "localhost"}).content.decode().split())
    assert f"la rédaction, validé par 2 personnes le {in_words(timezone.localdate())}" in own.replace("&nbsp;", " ")


def test_two_people_decide_of_what_weakens_a_principle_when_the_target_bears_nobody(account, client, submitted, home):
    synthesis = SynthesisPageFactory(parent=ConcertationIndexPageFactory(parent=home))
    first = account("relecteur")
    page = submitted(synthesis, "nuance", target_anchor="", quotation=synthesis.title)
    sign_in(client, first)

    shown = client.get(item(page)).content.decode()

    assert "peut nommer un territoire" in shown
    assert "Personne ne sera prévenu" in shown
    assert not approve(page, first)


def test_one_person_decides_of_what_confirms_or_names_no_territory(account, submitted, report):
    assert approve(submitted(report, "confirme"), account("relecteur"))


def test_the_territory_is_told_once_online_where_and_how_to_contest(account, submitted, report, rennes, library):
    contributor = account("contributeur", rennes)
    account("contributeur", LocalAuthorityFactory(name="Nantes", slug="nantes"))
    page = submitted(report, "nuance", principle_code="S-2")
    assert not told()

    approve(page, account("relecteur"))
    approve(page, account("relecteur"))

    mails = told()
    assert [mail.to for mail in mails] == sorted([contributor.email, "referente@rennes.example"])
    for said in ("nuance le principe S-2", PROPOSAL, f"{report.url}#p-1", "signaler/?passage="):
        assert said in mails[0].text.replace("\u00a0", " "), said
    assert mails[0].text == mails[1].text

    fiche = UseCasePageFactory(parent=library, authority=rennes, summary="Un essai fait par la ville de Rennes.")
    approve(submitted(fiche, "illustre", target_anchor="", quotation="Un essai fait"), account("relecteur"))
    assert len(told(to=contributor.email)) == 2
    assert len(told()) == 3


def test_the_desk_lists_the_links_that_quote_nothing_any_more(account, client, evidence_index, report, library):
    fiche = UseCasePageFactory(parent=library, title="Une fiche", summary="Un essai fait par la ville de Rennes.")
    of_report = EvidencePageFactory(
        parent=evidence_index, target=report, target_anchor="p-1", quotation=PROPOSAL, nature="confirme"
    )
    EvidencePageFactory(parent=evidence_index, target=fiche, quotation="Un essai fait")
    sign_in(client, account("redaction"))
    desk = reverse("workflow_desk:index")
    assert "preuves-rompues" not in client.get(desk).content.decode()

    report.unpublish()
    fiche.summary = "Un autre résumé, plus court."
    fiche.save()

    shown = client.get(desk).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[of_report.pk]) in shown
    assert "n’est pas public" in shown
    assert "ne sont pas dans le texte public" in shown


def test_a_principle_rewritten_under_a_nuance_is_decided_as_the_nuance_is(account, client, submitted, report, rennes):
    publish(ManifestoChapterPage.objects.get())
    contributor, of_the_territory = account("contributeur", rennes), account("relecteur", rennes)
    first, second = account("relecteur"), account("relecteur")
    page = submitted(report, "nuance")
    approve(page, first)
    approve(page, second)
    assert "Le principe S-1 :\n\n« un »" in told(to=contributor.email)[0].text.replace("\u00a0", " ")
    sign_in(client, first)
    assert "preuves-a-relire" not in client.get(reverse("workflow_desk:index")).content.decode()

    chapter = rewrite(account, "tout autre chose")

    finding = "L’énoncé de S-1 change : 1 preuve lue avec l’ancien. À relire : « Nuance le principe S-1"
    assert finding in client.get(item(chapter)).content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")
    assert not may(of_the_territory, Action.APPROVE, chapter)
    steps.approve(in_review(chapter), first)
    assert ManifestoChapterPage.objects.get().principles.get(code="S-1").statement == "un"
    steps.approve(in_review(chapter), second)
    assert ManifestoChapterPage.objects.get().principles.get(code="S-1").statement == "tout autre chose"
    mail = told(to=contributor.email)[1]
    said = mail.text.replace("\u00a0", " ")
    assert "un principe qui vous est lié a changé" in mail.subject
    for words in ("L’énoncé du principe S-1 du manifeste a changé", "« un »", "« tout autre chose »", PROPOSAL):
        assert words in said, words

    desk = client.get(reverse("workflow_desk:index")).content.decode()
    assert "preuves-a-relire" in desk
    publish(EvidencePage.objects.get())
    assert "preuves-a-relire" not in client.get(reverse("workflow_desk:index")).content.decode()


def test_a_principle_is_not_rewritten_alone_nor_made_again_under_a_nuance_half_approved(account, submitted, report):
    publish(ManifestoChapterPage.objects.get())
    first, second = account("relecteur"), account("relecteur")
    page = submitted(report, "nuance")
    approve(page, first)

    chapter = rewrite(account, "tout autre chose")

    finding = next(rewritten_principles(chapter.get_latest_revision_as_object())).text.replace("\u00a0", " ")
    assert "1 preuve lue avec l’ancien. À relire : « Nuance le principe S-1" in finding
    steps.approve(in_review(chapter), second)
    assert ManifestoChapterPage.objects.get().principles.get(code="S-1").statement == "un"
    editor = account("redaction")
    steps.take_offline(ManifestoChapterPage.objects.get(), editor, "Une erreur.")
    assert not may(editor, Action.DELETE, ManifestoChapterPage.objects.get())
    with transaction.atomic():
        page.delete()
    assert may(editor, Action.DELETE, ManifestoChapterPage.objects.get())


def test_the_same_words_dated_to_go_online_twice_go_online_once(account, client, submitted, report):
    publish(ManifestoChapterPage.objects.get())
    reviewer, tomorrow = account("relecteur"), timezone.now() + datetime.timedelta(days=1)
    for page in [submitted(report, "confirme", go_live_at=tomorrow) for _ in range(2)]:
        approve(page, reviewer)
    assert not EvidencePage.objects.filter(live=True).exists()

    late = timezone.now() - datetime.timedelta(minutes=1)
    for revision in Revision.objects.exclude(approved_go_live_at=None):
        revision.approved_go_live_at = late
        revision.content["go_live_at"] = late.isoformat()
        revision.save()
    publish_due()

    assert EvidencePage.objects.filter(live=True).count() == 1
    assert "Ce passage est déjà lié au principe S-1" in ScheduleFailure.objects.get().reason


def test_one_person_decides_of_a_principle_rewritten_under_nothing_that_weakens_it(account, submitted, report):
    publish(ManifestoChapterPage.objects.get())
    approve(submitted(report, "confirme"), account("relecteur"))

    steps.approve(in_review(rewrite(account, "tout autre chose")), account("relecteur"))

    assert ManifestoChapterPage.objects.get().principles.get(code="S-1").statement == "tout autre chose"
