"""The page of a campaign: the whole call, what is missing of it, its charter; and its opening, told once."""

import datetime
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.test.utils.form_data import rich_text as rich_text_data

from cms.core.models import OutgoingMail
from cms.core.sweeper import sweep_once
from concertation_pages.models import CampaignPage, CampaignQuestion, Commitment, Follow
from search.models import SearchEntry
from tests.commits import run_pending
from tests.factories import publish
from tests.factories.concertations import CampaignPageFactory, CommitmentFactory, ConcertationIndexPageFactory

ADDRESS = "/concertations/campagne/"
ROWS = ("commitments", "questions", "aims", "figures", "partner_cities", "sources")
TEXT = "<p>Dire ce que l’on fait des données.</p>"


@pytest.fixture
def campaign(home: Any) -> CampaignPage:
    """Closed, without any of the files of the call, without charter."""
    index = ConcertationIndexPageFactory(parent=home)
    page = CampaignPageFactory(parent=index, slug="campagne", title="Campagne", closes_on="2025-06")
    page.questions = [CampaignQuestion(text="Quel impact sur les services publics ?")]
    page.call_title = "APPEL AUX COLLECTIVITÉS"
    page.closing_note = "Les documents divergent."
    return publish(page)


def read(client: Client) -> BeautifulSoup:
    response = client.get(ADDRESS, headers={"host": "localhost"})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def plain(part: Any) -> str:
    return re.sub(r"\s+", " ", part.get_text(" ")).strip()


def follower(page: Any, name: str, **fields: Any) -> Follow:
    confirmed = {"confirmed_at": timezone.now()} | fields
    return Follow.objects.create(page=page, email=f"{name}@exemple.fr", digest=name, **confirmed)


def told() -> list[str]:
    """Who is written to about an opening."""
    return sorted(OutgoingMail.objects.filter(name__contains="campaign").values_list("to", flat=True))


def test_what_the_association_has_not_given_is_said_and_nothing_leads_nowhere(
    client: Client, campaign: CampaignPage
) -> None:
    page = read(client)

    assert [plain(item) for item in page.select("#appel li")] == [
        "Appel aux collectivités : document à fournir par l’association",
        "Communiqué de presse : document à fournir par l’association",
        "Cadre de travail partagé : document à fournir par l’association",
    ]
    assert not page.select("#appel a, #appel button")
    assert "Texte de la charte : document à fournir par l’association" in plain(page.select_one("#charte"))
    assert "version 0" in plain(page.select_one("#charte"))
    assert plain(page.select_one("#engagements ol")).startswith("« Respecter la charte de bonne pratique. »")
    assert "« Quel impact sur les services publics ? »" in plain(page.select_one("#questions"))
    assert "juin 2025 Les documents divergent." in plain(page.select_one(".facts"))


def test_a_file_that_is_given_is_offered_with_its_size(client: Client, campaign: CampaignPage) -> None:
    file = ContentFile(b"%PDF-1.7 " + b"x" * 2048, name="appel.pdf")
    campaign.call_document = get_document_model().objects.create(title="Appel", file=file, file_size=2048)
    publish(campaign)

    link = read(client).select_one("#appel a")

    assert plain(link) == "Télécharger l’appel aux collectivités (PDF, 2,0 Kio)"
    assert client.get(link["href"], headers={"host": "localhost"}).status_code == 200


def test_a_charter_is_shown_with_its_version(client: Client, campaign: CampaignPage) -> None:
    campaign.charter_text, campaign.charter_version = TEXT, 1
    publish(campaign)

    charter = plain(read(client).select_one("#charte"))

    assert "Version 1." in charter
    assert "Dire ce que l’on fait des données." in charter
    assert "à fournir" not in charter


def test_the_page_counts_its_own_territories_only(client: Client, campaign: CampaignPage) -> None:
    other = publish(CampaignPageFactory(parent=campaign.get_parent(), title="Autre campagne"))
    CommitmentFactory(campaign=campaign, state=Commitment.State.FOLLOWED)
    twice = CommitmentFactory(campaign=other).authorities.get().authority
    CommitmentFactory(campaign=campaign, authorities=[twice], state=Commitment.State.CANDIDATE)
    CommitmentFactory(campaign=publish(CampaignPageFactory(parent=campaign.get_parent())), authorities=[twice])
    assert Commitment.objects.public().territories() == 2, "one that committed twice is one territory"

    counted = {row.dt.get_text(): row.dd.get_text() for row in read(client).select(".figures > div")}

    assert counted == {"territoire engagé": "1", "contribution publiée": "1"}


def test_the_page_is_read_in_few_queries_and_is_found_by_its_words(client: Client, campaign: CampaignPage) -> None:
    read(client)
    with CaptureQueriesContext(connection) as queries:
        read(client)

    assert len(queries) <= 12
    entry = SearchEntry.objects.public().get(kind="page", object_id=campaign.pk)
    assert "Quel impact sur les services publics ?" in entry.text


def submit(client: Client, campaign: CampaignPage, **answers: Any) -> Any:
    """The form of the editor, sent to review; the form with its errors when it is refused, None when it is not."""
    asked = list(campaign.commitments.all())
    data: dict[str, Any] = {name: inline_formset([]) for name in (*ROWS, "comments")} | {
        "body": streamfield([]),
        "charter_text": rich_text_data(answers.pop("charter_text", "")),
        "commitments": inline_formset([{"id": row.pk, "text": row.text} for row in asked], initial=len(asked)),
        "title": campaign.title,
        "slug": campaign.slug,
        "tags": "",
        "charter_version": campaign.charter_version,
        "action-submit": "1",
        **answers,
    }
    address = reverse("wagtailadmin_pages:edit", args=[campaign.pk])
    response = client.post(address, nested_form_data(data))
    return None if response.status_code == 302 else response.context["form"].errors


@pytest.mark.parametrize(
    ("answers", "field", "said"),
    [
        ({"charter_text": TEXT}, "charter_version", "au moins le numéro de version 1"),
        ({"charter_version": 1}, "charter_text", "Donnez le texte"),
        ({"opens_on": "2025-07-01", "closes_on": "06/2025"}, "closes_on", "ne peut pas précéder l’ouverture"),
        ({"opens_on": "2025-07-01", "commitments": inline_formset([])}, "opens_on", "au moins un engagement demandé"),
    ],
)
def test_an_incoherent_campaign_is_refused_next_to_the_field(
    redaction: Client, campaign: CampaignPage, answers: dict[str, Any], field: str, said: str
) -> None:
    assert said in str(submit(redaction, campaign, **answers)[field])


def test_other_words_of_the_charter_are_another_version(redaction: Client, campaign: CampaignPage) -> None:
    campaign.charter_text, campaign.charter_version = TEXT, 1
    publish(campaign)

    refused = submit(redaction, campaign, charter_text="<p>Autre texte.</p>")
    lowered = submit(redaction, campaign, charter_text=TEXT, charter_version=0)

    assert "la version passe à 2" in str(refused["charter_version"])
    other = {"charter_text": TEXT, "commitments": inline_formset([{"text": "Autre chose."}])}
    assert "la version passe à 2" in str(submit(redaction, campaign, **other)["charter_version"])
    first, second = campaign.commitments.all()
    rows = [{"id": first.pk, "text": first.text, "ORDER": "2"}, {"id": second.pk, "text": second.text, "ORDER": "1"}]
    exchanged = submit(redaction, campaign, charter_text=TEXT, commitments=inline_formset(rows, initial=2))
    assert "la version passe à 2" in str(exchanged["charter_version"]), "the accepted text changes with their order"
    assert "charter_version" in lowered
    assert submit(redaction, campaign, charter_text="<p>Dire ce que l’on fait <b>des données</b>.</p>") is None


def test_an_opening_is_told_once_to_those_who_followed_before_it(campaign: CampaignPage) -> None:
    index = campaign.get_parent()
    follower(index, "avant")
    follower(index, "jamais-confirme", confirmed_at=None)
    sweep_once()
    assert told() == []

    campaign.closes_on = None
    publish(campaign)
    run_pending()
    sweep_once()
    follower(index, "apres")
    sweep_once()

    assert told() == ["avant@exemple.fr"]


def test_the_day_that_comes_opens_a_campaign(campaign: CampaignPage) -> None:
    campaign.opens_on, campaign.closes_on = timezone.localdate() + datetime.timedelta(days=1), None
    publish(campaign)
    follower(campaign.get_parent(), "avant")
    sweep_once()
    assert told() == []

    CampaignPage.objects.filter(pk=campaign.pk).update(opens_on=timezone.localdate())
    sweep_once()

    assert told() == ["avant@exemple.fr"]
