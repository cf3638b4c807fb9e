"""A member writes to a contact through the site, which gives away the member's address and not the contact's."""

import re
import uuid

import pytest
from django.core import mail
from django.utils import timezone

from cms.core.mail import send_due
from cms.core.models import OutgoingMail
from library_pages.models import ContactPause, ExchangeRequest, UseCaseContact
from tests.factories import LocalAuthorityFactory, publish
from tests.library_pages.annexes import ADDRESS, annexed, contact
from tests.renewing import expire_links, renew
from tests.sign_in import sign_in

FORM = "/bibliotheque/fuites/reserve/echange/"
SENT = "/bibliotheque/fuites/reserve/envoye/"


@pytest.fixture
def fiche(library):
    return annexed(library, slug="fuites", title="Chercher les fuites")


@pytest.fixture
def member(client, account, fiche):
    authority = LocalAuthorityFactory(name="Ville de Membreville")
    user = account("membre", authority, username="lectrice", first_name="Lise", last_name="Trice")
    sign_in(client, user, "code")
    return user


def answers(name="Zibeline", **values):
    chosen = UseCaseContact.objects.get(name=name)
    return {
        "contact": chosen.pk,
        "key": str(uuid.uuid4()),
        "message": "Comment avez-vous fait ?",
        **values,
    }


def test_the_message_reaches_the_contact_who_answers_the_member(client, member, fiche):
    page = client.get(FORM).content.decode()
    response = client.post(FORM, answers())
    done = client.get(SENT).content.decode()
    send_due()

    assert response["Location"] == SENT
    assert "lectrice@exemple.fr" in page  # said before anything is sent
    assert ADDRESS not in page + done
    [sent] = mail.outbox
    assert sent.to == [ADDRESS]
    assert sent.reply_to == ["lectrice@exemple.fr"]
    for part in ("Comment avez-vous fait", "Lise Trice", "Ville de Membreville", "Chercher les fuites"):
        assert part in sent.body, part
    assert ExchangeRequest.objects.get().user == member


def test_the_same_form_sent_twice_asks_once(client, member, fiche):
    data = answers()

    assert [client.post(FORM, data)["Location"] for _ in range(2)] == [SENT, SENT]
    assert OutgoingMail.objects.filter(to=ADDRESS).count() == ExchangeRequest.objects.count() == 1


def test_a_member_asks_five_times_an_hour(client, member, fiche):
    statuses = [client.post(FORM, answers()).status_code for _ in range(6)]

    assert statuses == [302] * 5 + [429]
    assert ExchangeRequest.objects.count() == 5


def test_a_wrong_form_sends_nothing(client, member, fiche):
    for values in ({"message": " "}, {"contact": "999999"}, {"key": "rien"}):
        response = client.post(FORM, answers(**values))

        assert response.status_code == 422
        assert ADDRESS not in response.content.decode()
    assert not OutgoingMail.objects.exists()


def test_nobody_but_a_member_may_write(client, account, fiche):
    sign_in(client, account("contributeur"), "code")
    assert client.post(FORM, answers()).status_code == 403
    client.logout()
    assert client.post(FORM, answers()).status_code == 302
    assert not OutgoingMail.objects.exists()


def test_a_contact_pauses_and_comes_back_by_the_link_of_the_mail(client, member, fiche):
    client.post(FORM, answers())
    link = re.search(r"http\S+/lien/\S+", OutgoingMail.objects.get(to=ADDRESS).text)[0]
    page = client.get(link.replace("http://localhost:8000", "")).headers["Location"]

    assert "peuvent vous écrire" in client.get(page).content.decode()
    client.post(page, {"etat": "pause"})

    assert "Zibeline" not in client.get("/bibliotheque/fuites/reserve/").content.decode()
    assert "plus joignable" in client.post(FORM, answers()).content.decode()
    publish(fiche)  # nor does a new version bring him back
    assert "Zibeline" not in client.get("/bibliotheque/fuites/reserve/").content.decode()

    client.post(page, {"etat": "reprise"})
    assert "Zibeline" in client.get("/bibliotheque/fuites/reserve/").content.decode()


def test_who_is_in_pause_when_the_link_expires_receives_another_to_come_back(client, member, fiche):
    client.post(FORM, answers())
    old = re.search(r"/lien/\S+", OutgoingMail.objects.get(to=ADDRESS).text)[0]
    expire_links()
    said = renew(old)
    assert not OutgoingMail.objects.filter(name="pause_link").exists(), "the next request brings one"
    ContactPause.objects.update(paused_at=timezone.now())
    assert renew(old) == said

    new = re.search(r"/lien/\S+", OutgoingMail.objects.get(name="pause_link", to=ADDRESS).text)[0]
    client.post(client.get(new).headers["Location"], {"etat": "reprise"})
    assert "Zibeline" in client.get("/bibliotheque/fuites/reserve/").content.decode()


def test_a_pause_holds_for_a_restored_version(client, member, fiche):
    first = fiche.latest_revision
    fiche.contacts = []
    publish(fiche)
    ContactPause.objects.create(email=ADDRESS, paused_at=timezone.now())
    restored = first.as_object().save_revision()

    publish(restored)

    assert UseCaseContact.objects.filter(page_id=fiche.pk).count() == 1
    assert "Zibeline" not in client.get("/bibliotheque/fuites/reserve/").content.decode()


def test_the_contact_asked_for_is_the_one_written_to(client, member, fiche):
    fiche.contacts = [contact(), contact(name="Sarabande", email="autre@exemple.fr")]
    publish(fiche)
    other = UseCaseContact.objects.get(name="Sarabande")

    assert "Sarabande" in client.get(f"{FORM}?contact={other.pk}").content.decode()
    client.post(FORM, answers("Sarabande"))

    assert OutgoingMail.objects.get(name="exchange_request").to == "autre@exemple.fr"
