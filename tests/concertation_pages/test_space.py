"""The space of a commitment: who enters it, what it knows already, who is invited."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.members.links import SignedLink, erase_old
from concertation_pages.commitment.referents import add
from concertation_pages.models import Commitment, Referent, ReportDraft
from concertation_pages.space.links import space_address
from home.models import HomePage
from tests.concertation_pages.space import PATH, Browser, committed, link_in, mailed_to, opened, referent_of
from tests.renewing import BUTTON, expire_links, renew

State = Commitment.State


@pytest.fixture
def commitment(home: HomePage) -> Commitment:
    return committed(home)


@pytest.fixture
def anne(commitment: Commitment) -> Browser:
    return opened(referent_of(commitment))


def expire(link: SignedLink) -> None:
    link.expires_at = timezone.now() - datetime.timedelta(minutes=1)
    link.save()


def test_the_space_knows_the_commitment_and_is_read_by_its_referent_only(anne: Browser) -> None:
    answer = anne.get()
    page = answer.content.decode()
    assert "Rennes Ville et Métropole" in page
    assert "code COG 35238" in page
    assert "SIREN 243\u00a0500\u00a0139" in page
    assert "anne@rennes.example" in page
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert set(anne.client.cookies) == {"lien", "csrftoken"}


def test_a_referent_reads_no_address_but_his_own(commitment: Commitment, anne: Browser) -> None:
    referent_of(commitment, "paul@rennes.example")
    referent_of(commitment, "zoe@rennes.example", confirmed_at=None)
    page = anne.get().content.decode()
    assert "1 autre personne<" in page
    for other in ("paul@", "zoe@"):
        assert other not in page


def test_what_is_sent_through_a_link_is_limited(anne: Browser, settings: Any) -> None:
    draft = anne.begin()
    settings.RATE_LIMIT_FACTOR = 2 / 120
    statuses = [anne.post(f"{draft.pk}/partie-1/reponse/", {"unite": "angles"}).status_code for _ in range(3)]
    assert statuses[-1] == 429
    assert anne.post("suite/").status_code == 429
    assert anne.get("suite/").status_code == 200


@pytest.mark.parametrize(
    ("close", "said", "status"),
    [
        (expire, "expiré", 410),
        (lambda link: link.revoke(None), "retiré", 410),
        (lambda link: Commitment.objects.update(state=State.WITHDRAWN), "a été retiré", 410),
        (lambda link: Referent.objects.update(email="autre@rennes.example"), "ne répond plus", 410),
    ],
)
def test_a_link_that_is_closed_says_why(
    anne: Browser, close: Callable[[SignedLink], None], said: str, status: int
) -> None:
    close(SignedLink.objects.get(object_id=anne.referent.pk))
    answer = anne.get()
    assert answer.status_code == status
    assert said in answer.content.decode()


def test_a_link_that_has_expired_sends_another_to_the_same_person(commitment: Commitment) -> None:
    anne = referent_of(commitment)
    old = PATH.search(space_address(anne))[0]  # type: ignore[index]
    SignedLink.objects.update(email="")  # forgotten after a year; the link lasts longer
    expire_links()
    said = renew(old)
    assert "Ouvrez votre messagerie" in said
    assert anne.email not in said
    [mail] = mailed_to(anne.email, "commitment_link")
    assert Client().get(link_in(mail), follow=True).status_code == 200

    for _ in range(3):
        assert renew(old) == said
    assert len(mailed_to(anne.email, "commitment_link")) == 3, "and no more in a day"


def test_who_has_no_space_any_more_receives_no_link_and_is_answered_the_same(commitment: Commitment) -> None:
    anne, paul = referent_of(commitment), referent_of(commitment, "paul@rennes.example")
    first, second = (PATH.search(space_address(one))[0] for one in (anne, paul))  # type: ignore[index]
    expire_links()
    said = renew(first)
    assert len(mailed_to(anne.email, "commitment_link")) == 1
    Commitment.objects.update(state=State.WITHDRAWN)
    assert renew(second) == said
    assert not mailed_to(paul.email, "commitment_link")

    SignedLink.objects.update(revoked_at=timezone.now())
    closed = Client().get(second)
    assert "retiré" in closed.content.decode()
    assert BUTTON not in closed.content.decode()


def test_a_link_opens_neither_another_link_nor_another_commitment(anne: Browser, home: HomePage) -> None:
    other = opened(referent_of(committed(home, name="Nantes Métropole"), "paul@nantes.example"))
    draft = other.begin()
    assert anne.get(f"{draft.pk}/").status_code == 404
    assert anne.post(f"{draft.pk}/partie-1/reponse/", {"unite": "angles", "angles": "Intrus"}).status_code == 404
    anne.client.cookies["lien"] = anne.client.cookies["lien"].value
    assert anne.client.get(other.home).status_code == 404
    tampered = Client()
    tampered.cookies["lien"] = anne.client.cookies["lien"].value + "x"
    assert tampered.get(anne.home).status_code == 404


def test_a_report_begun_ten_times_is_one_and_knows_what_the_commitment_says(anne: Browser) -> None:
    token = str(anne.get().context["token"])
    for _ in range(10):
        anne.post("commencer/", {"jeton": token})
    draft = ReportDraft.objects.get()
    page = anne.get(f"{draft.pk}/partie-1/").content.decode()
    assert 'value="Rennes Ville et Métropole"' in page
    assert 'value="10/2024"' in page
    assert 'value="agents" id="id_publics_0" checked' in page
    assert "Citoyens et habitants" not in page
    anne.begin()
    assert ReportDraft.objects.count() == 2
    anne.post(f"{draft.pk}/supprimer/")
    assert not ReportDraft.objects.filter(pk=draft.pk).exists()


def test_a_colleague_is_invited_and_confirmed_by_what_he_does(anne: Browser, account: Any) -> None:
    answer = anne.post("inviter/", {"email": "pas une adresse"})
    assert answer.status_code == 422
    assert "Courriel de votre collègue" in answer.content.decode()
    anne.post("inviter/", {"email": "Paul@rennes.example"})
    anne.post("inviter/", {"email": "paul@rennes.example"})
    paul = Referent.objects.get(email="paul@rennes.example")
    assert len(mailed_to(paul.email, "space_invitation")) == 2
    client = Client()
    home = client.get(link_in(mailed_to(paul.email, "space_invitation")[0]))["Location"]
    assert client.get(home).status_code == 200
    paul.refresh_from_db()
    assert paul.confirmed_at is None
    client.post(f"{home}commencer/", {"jeton": str(client.get(home).context["token"])})
    paul.refresh_from_db()
    assert paul.confirmed_at
    anne.post("inviter/", {"email": "zoe@rennes.example"})
    full = anne.post("inviter/", {"email": "encore@rennes.example"}).content.decode()
    assert "3 personnes répondent déjà" in full
    assert "1 invitation sans réponse" in full
    anne.post("inviter/retirer/")
    assert set(Referent.objects.exclude(email="").values_list("email", flat=True)) == {anne.referent.email, paul.email}
    add(anne.referent.commitment, account("redaction"), {"email": "ada@rennes.example"})
    anne.post("inviter/retirer/")
    assert Referent.objects.filter(email="ada@rennes.example").exists(), "staff gave this person a link"
    actions = ModelLogEntry.objects.filter(action__startswith="concertation.").values_list("action", flat=True)
    assert list(actions) == ["concertation.withdraw_invitations"]


def test_a_link_that_is_used_goes_on_after_a_year(anne: Browser) -> None:
    assert anne.get().status_code == 200
    long_ago, later = (timezone.now() + datetime.timedelta(days=days) for days in (-400, 30))
    SignedLink.objects.update(created_at=long_ago, expires_at=later)
    erase_old()
    assert anne.get().status_code == 200
