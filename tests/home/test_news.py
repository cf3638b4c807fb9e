"""Press releases and events, as the public reads them; the people whom journalists call, and how they are forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cms.members import personal_data
from home.models import NewsContact, NewsQuote, PeopleRow, PressContact
from home.press.keeping import KEPT
from tests.factories import publish
from tests.factories.programme import (
    EventPageFactory,
    NewsIndexPageFactory,
    NewsReleasePageFactory,
    PeoplePageFactory,
    PersonFactory,
)
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db

SECRETS = ("Kamila Presse", "kamila@example.org", "01 02 03 04 05")


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home)


@pytest.fixture
def contact():
    name, email, phone = SECRETS
    today = timezone.localdate()
    return PressContact.objects.create(
        organisation="Les Interconnectés", name=name, email=email, phone=phone, valid_from=today, valid_until=today
    )


def read(client, url):
    return client.get(url).content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_a_release_without_its_text_says_so_and_quotes_people_in_their_function(client, home, news):
    person = PersonFactory(name="Ada Maire")
    PeoplePageFactory(parent=home, people=[PeopleRow(person=person)])
    quote = NewsQuote(text="L’IA se choisit.", person=person, role="Maire en 2025")
    page = NewsReleasePageFactory(parent=news, title="Un communiqué", place="Rennes", quotes=[quote])

    text = read(client, page.url)

    assert "seul son résumé l’est" in text
    assert "13 mars 2025" in text
    assert "Rennes" in text
    assert f'<a href="/elus/#{person.slug}">Ada Maire</a></strong>, Maire en 2025' in text


def test_a_press_contact_is_read_on_its_page_while_it_holds_and_nowhere_else(client, news, contact):
    page = NewsReleasePageFactory(parent=news, contacts=[NewsContact(contact=contact)])
    publish(page)
    assert all(secret in read(client, page.url) for secret in SECRETS)

    elsewhere = ["/actualites/", "/actualites/flux/", "/actualites/export.json", "/actualites/export.csv"]
    for address in (*elsewhere, "/recherche/?q=Kamila", "/api/v1/recherche/?q=Kamila"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"kamila@example.org" not in b"".join(answer)  # an export is written as it is read
    assert client.get("/api/v1/recherche/?q=kamila@example.org").json()["total"] == 0
    assert not any(secret in str(page.latest_revision.content) for secret in SECRETS)
    assert "Kamila" not in str(contact)  # what logs keep

    contact.valid_from = contact.valid_until = timezone.localdate() - timedelta(days=1)
    contact.save()
    assert not any(secret in read(client, page.url) for secret in SECRETS)


def test_a_press_contact_is_erased_after_its_time_or_when_she_asks(client, news, contact):
    page = publish(NewsReleasePageFactory(parent=news, contacts=[NewsContact(contact=contact)]))
    assert personal_data.export(personal_data.Person.named("KAMILA@example.org"))["Contacts presse"]
    contact.valid_until = timezone.localdate() - KEPT
    contact.save()
    personal_data.forget()
    assert PressContact.objects.exists()

    contact.valid_until -= timedelta(days=1)
    contact.save()
    personal_data.forget()

    assert not PressContact.objects.exists()
    assert client.get(page.url).status_code == 200
    page.latest_revision.as_object().contacts.all()  # a kept version is still opened


def test_a_press_contact_holds_two_years_at_most_and_is_dialled_without_its_signs(contact):
    contact.phone = "+33 (0)1.02\u00a003 04 05"
    assert contact.dialled == "+33102030405"
    contact.valid_until = timezone.localdate() + timedelta(days=700)
    contact.clean()
    contact.valid_until = timezone.localdate() + timedelta(days=800)
    contact.email = contact.phone = ""
    with pytest.raises(ValidationError, match="Au plus tard dans 24 mois") as refused:
        contact.clean()
    assert set(refused.value.message_dict) == {"email", "valid_until"}  # all at once


def test_who_chooses_a_press_contact_tells_namesakes_apart_and_names_are_for_who_keeps_them(
    redaction, account, contact
):
    window = reverse(PressContact.snippet_viewset.chooser_viewset.get_url_name("choose"))
    assert "Kamila Presse" in redaction.get(window).json()["html"]

    sign_in(redaction, account("relecteur"))
    assert "Les Interconnectés" in (shown := redaction.get(window).json()["html"])
    assert "Kamila" not in shown


def test_an_event_is_a_file_for_calendars_only_when_its_day_is_known(client, news):
    dated = publish(EventPageFactory(parent=news, title="Forum", start="2025-03-10", end="2025-03-11", place="Rennes"))
    undated = EventPageFactory(parent=news, title="Restitution")
    month = EventPageFactory(parent=news, title="Colloque", start="2025-03")

    answer = client.get(f"{dated.url}agenda/")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20250310\r\nDTEND;VALUE=DATE:20250312\r\n" in answer.content.decode()
    text = read(client, dated.url)
    assert "du 10 au 11 mars 2025" in text
    assert "Événement passé" in text
    assert '"@type": "Event"' in text
    assert "agenda/" not in text
    coming = EventPageFactory(parent=news, title="Suite", start=timezone.localdate().isoformat())
    assert f"{coming.url}agenda/" in read(client, coming.url)
    dated.only_announced = True
    publish(dated)
    text = read(client, dated.url)
    assert "Événement annoncé" in text
    assert '"@type": "Event"' not in text
    assert "date non communiquée" in read(client, undated.url)
    assert "Event" not in read(client, undated.url)
    for page in (undated, month):
        assert "agenda/" not in read(client, page.url)
        assert client.get(f"{page.url}agenda/").status_code == 404


def test_the_list_is_filtered_by_kind_and_year_and_begins_with_what_is_to_come(client, news):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    NewsReleasePageFactory(parent=news, title="Le communiqué", released="2025-03-13")
    EventPageFactory(parent=news, title="Forum passé", start="2023-03-23")
    EventPageFactory(parent=news, title="Forum à venir", start=tomorrow, end=tomorrow)
    EventPageFactory(parent=news, title="Sans date")

    shown = client.get("/actualites/")
    assert [event.title for event in shown.context["upcoming"]] == ["Forum à venir"]
    titles = [result.title for result in shown.context["listing"].results]
    assert titles == ["Forum à venir", "Le communiqué", "Forum passé", "Sans date"]
    filtered = client.get("/actualites/?type=evenement&annee=2023").context["listing"]
    assert [result.title for result in filtered.results] == ["Forum passé"]
