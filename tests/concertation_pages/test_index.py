"""What a visitor reads at /concertations/: the call of the campaign, then the territories, as a list and on a map."""

import datetime
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from concertation_pages.models import CampaignAim, CampaignCity, CampaignFigure, CampaignPage, Commitment
from tests.factories import DepartmentFactory, LocalAuthorityFactory, RegionFactory, publish
from tests.factories.concertations import CampaignPageFactory, CommitmentFactory, ConcertationIndexPageFactory

State = Commitment.State
MOST_QUERIES = 12
LIST = "/concertations/"
POINT = re.compile(r"M([\d.]+) ([\d.]+)m")


@pytest.fixture
def campaign(home: Any) -> CampaignPage:
    """Closed; three territories on the map, one abroad, and one that nobody has validated."""
    page = CampaignPageFactory(
        parent=ConcertationIndexPageFactory(parent=home),
        slogan="Faire de l’IA un sujet de débat public",
        closes_on="2025-06",
    )
    page.aims = [CampaignAim(title="Accompagner", text="Accompagner la société civile.")]
    page.figures = [
        CampaignFigure(value="25 sur 35", label="candidatures", date="2025-03", source_title="Article de presse")
    ]
    dschang = LocalAuthorityFactory(name="Dschang", country="CM", region=None, latitude=5.4, longitude=10)
    page.partner_cities = [CampaignCity(authority=dschang)]
    publish(page)
    places = {"Toulouse": (43.6, 1.44), "Albi": (43.93, 2.15), "Rodez": (44.35, 2.57)}
    for name, (latitude, longitude) in places.items():
        authority = LocalAuthorityFactory(name=name, latitude=latitude, longitude=longitude)
        state = State.REPORTED if name == "Albi" else State.ENGAGED
        CommitmentFactory(campaign=page, name=name, state=state, authorities=[authority])
    abroad = LocalAuthorityFactory(name="Namur", country="BE", department=None, region=None, latitude=50, longitude=5)
    CommitmentFactory(campaign=page, name="Namur", authorities=[abroad])
    CommitmentFactory(campaign=page, name="Candidate", state=State.CANDIDATE)
    return page


def read(client: Client, address: str = LIST) -> Any:
    return client.get(address, headers={"host": "localhost"})


def soup(client: Client, address: str = LIST) -> BeautifulSoup:
    return BeautifulSoup(read(client, address).content, "html.parser")


def drawn(page: BeautifulSoup) -> dict[str, int]:
    """State to the number of points of its path."""
    return {
        path["class"][0].split("__")[1]: len(POINT.findall(path["d"]))
        for path in page.select(".territory-map > svg > path")
    }


def plain(page: BeautifulSoup) -> str:
    return re.sub(r"\s+", " ", page.get_text(" "))


def change_dates(campaign: CampaignPage, opens_on: datetime.date | None, closes_on: str | None) -> None:
    campaign.opens_on, campaign.closes_on = opens_on, closes_on
    publish(campaign)


def test_a_closed_campaign_offers_to_be_told_of_the_next(client: Client, campaign: CampaignPage) -> None:
    page = soup(client)

    assert page.h1.get_text() == "Faire de l’IA un sujet de débat public"
    assert "La campagne 2024–2025 est close (juin 2025)." in plain(page)
    assert page.select_one("a[href='/concertations/suivre/']")
    assert not page.select("a[href^='/concertations/s-engager']")


@pytest.mark.parametrize(
    ("closes_on", "said"),
    [
        (None, "sans date de fin annoncée"),
        ("2100-06", "jusqu’à fin juin 2100"),
        ("2100-06-30", "jusqu’au 30 juin 2100"),
    ],
)
def test_an_open_campaign_leads_to_the_commitment(
    client: Client, campaign: CampaignPage, closes_on: str | None, said: str
) -> None:
    change_dates(campaign, timezone.localdate(), closes_on)

    page = soup(client)

    assert f"Les engagements sont ouverts, {said}." in plain(page)
    assert page.select_one("a[href='/concertations/s-engager/']").get_text() == "Engager ma collectivité"


def test_a_campaign_that_is_announced_closes_no_other_and_takes_its_place_on_its_day(
    client: Client, campaign: CampaignPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_dates(campaign, timezone.localdate(), None)
    later = timezone.localdate() + datetime.timedelta(days=30)
    publish(CampaignPageFactory(parent=campaign.get_parent(), slogan="La suivante", opens_on=later))
    before = soup(client)
    assert before.h1.get_text() == "Faire de l’IA un sujet de débat public"
    assert "Campagnes précédentes" not in plain(before)
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: later)
    after = soup(Client())
    assert after.h1.get_text() == "La suivante"
    assert "Campagnes précédentes" in plain(after)
    assert after.select(f"main a[href='{campaign.url}']")


def test_a_campaign_to_come_says_when(client: Client, campaign: CampaignPage) -> None:
    change_dates(campaign, datetime.date(2099, 3, 1), None)

    page = soup(client)

    assert "Les engagements ouvrent le 1er mars 2099." in plain(page)
    assert not page.select("a[href^='/concertations/s-engager']")


def test_what_is_counted_stands_beside_what_sources_say(client: Client, campaign: CampaignPage) -> None:
    page = soup(client)

    counted = {row.dt.get_text(): row.dd.get_text() for row in page.select(".figures > div")}
    assert counted == {"territoires engagés": "4", "contribution publiée": "1"}
    assert "comptés aujourd’hui" in plain(page)
    assert "25 sur 35 candidatures (mars 2025, Article de presse)" in plain(page)


def test_the_map_shows_every_territory_of_the_list_and_says_who_is_not_on_it(
    client: Client, campaign: CampaignPage
) -> None:
    page = soup(client)

    assert drawn(page) == {"engagee": 2, "restituee": 1}
    assert "3 territoires de la liste, toutes pages réunies ; 1 sans position en France" in plain(page)
    assert [item.get_text() for item in page.select(".map__key li")] == ["Engagée (2)", "Contribution publiée (1)"]
    assert page.select_one(".territory-map svg[role=img] > title")
    first_in_source = str(page).index('class="records"')
    assert first_in_source < str(page).index("territory-map")


@pytest.mark.parametrize("query", ["etat-concertation=restituee", "q=Albi"])
def test_the_map_follows_the_list(client: Client, campaign: CampaignPage, query: str) -> None:
    page = soup(client, f"{LIST}?{query}")

    assert [title.get_text(strip=True) for title in page.select(".record h3")] == ["Albi"]
    assert drawn(page) == {"restituee": 1}


def test_an_overseas_territory_stands_in_the_frame_of_its_region(client: Client, campaign: CampaignPage) -> None:
    mayotte = DepartmentFactory(code="976", region=RegionFactory(code="06", name="Mayotte", slug="mayotte"))
    where = LocalAuthorityFactory(name="Mamoudzou", department=mayotte, latitude=-12.8, longitude=45.2)
    with transaction.atomic():
        CommitmentFactory(campaign=campaign, name="Mamoudzou", state=State.FOLLOWED, authorities=[where])

    page = soup(client, f"{LIST}?q=Mamoudzou")

    assert POINT.findall(page.select_one(".territory-map__suite-donnee")["d"]) == [("46.0", "744.0")]


def test_a_narrowed_list_comes_without_the_call(client: Client, campaign: CampaignPage) -> None:
    whole, narrowed, nothing = soup(client), soup(client, f"{LIST}?region=occitanie"), soup(client, f"{LIST}?q=zzzz")

    assert "« Accompagner la société civile. »" in plain(whole)
    for page in (narrowed, nothing):
        assert "Accompagner" not in plain(page)
        assert page.h1.get_text() == whole.h1.get_text()
    assert "Aucun territoire de la liste n’est sur la carte" in plain(nothing)


def test_partner_cities_are_named_beside_a_map_of_their_own(client: Client, campaign: CampaignPage) -> None:
    page = soup(client)

    assert "avec l’AIMF : Dschang. Coordonnées : GeoNames, CC BY 4.0." in plain(page)
    assert page.select_one(".partners-map path")["d"] == "M865.6 330.7h0"
    assert sum(drawn(page).values()) == 3


def test_without_a_campaign_the_list_is_there(client: Client, home: Any) -> None:
    ConcertationIndexPageFactory(parent=home)

    page = soup(client)

    assert page.h1.get_text() == "Concertations"
    assert page.select_one("a[href='/concertations/suivre/']")


def test_the_page_stays_within_its_budget(client: Client, campaign: CampaignPage) -> None:
    for number in range(12):
        CommitmentFactory(campaign=campaign, name=f"Territoire {number}")
    read(client)

    for address in (LIST, f"{LIST}?q=territoire&region=occitanie"):
        with CaptureQueriesContext(connection) as queries:
            read(client, address)
        statements = [query["sql"] for query in queries]
        assert len(statements) <= MOST_QUERIES, statements
        assert len(set(statements)) == len(statements)
