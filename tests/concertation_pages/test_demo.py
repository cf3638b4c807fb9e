"""The consultations of the demonstration say what the data says and nothing more; anybody may read them."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db.models import Count

import concertation_pages
from concertation_pages.models import (
    CampaignPage,
    CitizenBodyPage,
    Commitment,
    CommitmentSource,
    OpinionPage,
    Referent,
    ReportOutcome,
    ReportPage,
    StatusChange,
)

TERRITORIES, OPINIONS = (
    json.loads((Path(concertation_pages.__file__).parent / "demo" / f"{name}.json").read_text())["items"]
    for name in ("concertations", "avis")
)
OUTCOMES = {"tours-cadre-confiance-ia", "grand-nancy-charte-ia", "nantes-boussole-ia", "avis-3"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def text(response):
    return BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ", strip=True)


def test_the_23_territories_are_there_in_their_order_with_their_11_contributions():
    found = list(Commitment.objects.order_by("rank"))

    assert [row.slug for row in found] == [item["collectivites"][0] for item in TERRITORIES]
    assert sum(row.state == Commitment.State.REPORTED for row in found) == 11
    assert sum(row.state == Commitment.State.ENGAGED for row in found) == 11
    assert [row.slug for row in found if row.state == Commitment.State.ONGOING] == ["nantes-metropole"], "begun in 2024"
    assert Commitment.objects.annotate(entities=Count("authorities")).filter(entities=2).count() == 2
    announced = CommitmentSource.objects.filter(title__contains="18 septembre 2024, qui annonce les quinze premiers")
    assert set(announced.values_list("commitment__slug", flat=True)) == {
        item["collectivites"][0] for item in TERRITORIES if item["parmi_les_15_premiers"]
    }
    assert not Referent.objects.exists()
    assert not ReportPage.objects.filter(is_contribution=True).exists()


def test_each_answer_of_a_report_is_one_of_the_data():
    by_slug = {item["collectivites"][0]: item for item in TERRITORIES}

    for page in ReportPage.objects.all():
        item = by_slug[page.slug]
        assert page.live
        assert [row.text for row in page.segments.all()] == [*item["points_vigilance"], *item["propositions"]]
        assert (page.subject, page.form) == (item["sujet"] or "", item["forme"] or "")
        assert page.participants == item["participants"]
        assert not any((page.perimeter, page.has_assistance, page.angles, page.follow_up, page.planned_actions))
    outcomes = ReportOutcome.objects.exclude(page_linked=None)
    assert set(outcomes.values_list("page_linked__slug", flat=True)) == OUTCOMES


def test_every_territory_is_read_by_anybody(client):
    said = {row.slug: text(client.get(row.get_absolute_url())) for row in Commitment.objects.all()}
    assert all(row.name in said[row.slug] for row in Commitment.objects.all())
    assert "Début réel 10 novembre 2023" in said["montpellier-mediterranee-metropole"]
    assert "Périmètre" in text(client.get("/concertations/filtres/")), "offered, though no source says any"
    shown = {page.slug: text(client.get(page.url)) for page in ReportPage.objects.all()}
    assert all("Non renseigné" in page for page in shown.values())
    assert "Débat avec l’écosystème local" not in shown["nantes-metropole"], "its own words say it, in the plural"


def test_the_campaign_is_closed_and_quotes_its_call(client):
    campaign = CampaignPage.objects.get()
    shown = text(client.get(campaign.url)).replace("\u202f", " ").replace("\xa0", " ")

    assert not campaign.is_open
    assert campaign.questions.count() == 6
    assert campaign.aims.count() == 4
    assert "Quelles opportunités ouvrent ces technologies ?" in shown
    assert "document à fournir par l’association" in shown


def test_the_three_opinions_and_the_17_recommendations_are_there(client):
    first = OpinionPage.objects.get(number=1)
    change = StatusChange.objects.get()

    assert OpinionPage.objects.live().count() == sum(item["type"] == "avis" for item in OPINIONS) == 3
    assert [row.number for row in first.recommendations.all() if row.text] == [17]
    assert first.recommendations.count() == 17
    assert (change.item.page_id, change.item.code, change.status.slug) == (first.pk, "17", "realisee")
    assert "36" in text(client.get(CitizenBodyPage.objects.get().url))
    assert "1 à 16 textes non communiqués" in text(client.get(first.url))
