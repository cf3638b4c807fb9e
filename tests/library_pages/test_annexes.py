"""Contacts and failures are read by members and staff, at `reserve/`, and nowhere else."""

import datetime
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.core.mail import send_due
from cms.core.models import OutgoingMail
from cms.core.sweeper import sweep_once
from cms.members.models import User
from library_pages.models import AnnexRead, CharterContact, UseCaseContact
from tests.factories import CharterPageFactory, LocalAuthorityFactory, UseCasePageFactory, publish
from tests.library_pages.annexes import ADDRESS, SECRETS, WORDS, annexed, contact, failure
from tests.sign_in import sign_in

Account = Callable[..., User]
RESERVE = "/bibliotheque/fuites/reserve/"


@pytest.fixture
def fiche(library):
    return annexed(library, slug="fuites", title="Chercher les fuites")


@pytest.fixture
def member(client: Client, account: Account) -> User:
    """Signed in, with his code given."""
    user = account("membre", LocalAuthorityFactory(name="Ville de Membreville"))
    sign_in(client, user, "code")
    return user


def seen(text: str) -> set[str]:
    return {word for word in SECRETS if word in text}


def test_a_visitor_is_led_to_the_login_and_back(client, fiche):
    response = client.get(RESERVE)

    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={RESERVE}"
    assert response["Cache-Control"] == "private, no-store"


READERS = (
    ("membre", "code", 200),
    ("membre", "mfa", 200),
    ("membre", "password", 302),
    ("contributeur", "code", 403),
    ("", "code", 403),
    ("redaction", "mfa", 200),
    ("redaction", "code", 302),
    ("relecteur", "mfa", 200),
    ("administration", "mfa", 200),
)


def test_who_reads_an_annex(client, account, fiche):
    for role, method, status in READERS:
        before = AnnexRead.objects.count()
        sign_in(client, account(role, LocalAuthorityFactory(name="Une autre ville")), method)

        response = client.get(RESERVE)

        assert response.status_code == status, (role, method)
        assert seen(response.content.decode()) == (set(WORDS) if status == 200 else set())
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert AnnexRead.objects.count() - before == (status == 200)


def test_a_member_without_code_is_asked_for_it_then_comes_back(client, account, fiche):
    sign_in(client, account("membre"), "password")

    assert client.get(RESERVE)["Location"] == f"{reverse('reading_code')}?next=%2Fbibliotheque%2Ffuites%2Freserve%2F"


def body(response) -> str:
    """Without the head, which holds the moment of the publication."""
    return response.content.decode().split("<body")[1]


def test_the_public_page_says_the_same_whatever_the_annex_holds(client, library):
    empty = publish(UseCasePageFactory(parent=library, slug="fuites"))
    before = body(client.get("/bibliotheque/fuites/"))
    empty.contacts, empty.failures, empty.no_known_failure = [contact()], [failure()], False
    publish(empty)

    after = body(client.get("/bibliotheque/fuites/"))

    assert "/bibliotheque/fuites/reserve/" in before
    assert after == before


PUBLIC = (
    "/bibliotheque/fuites/",
    "/bibliotheque/fuites/citer/",
    "/bibliotheque/fuites/citer/csl/",
    "/bibliotheque/",
    "/recherche/?q=fuites",
    "/api/v1/recherche/?type=fiche",
    "/bibliotheque/flux/",
    "/sitemap.xml",
)


def test_no_public_address_says_anything_of_an_annex(client, fiche):
    for address in PUBLIC:
        response = client.get(address)

        assert response.status_code == 200
        assert not seen(response.content.decode()), address
    for word in SECRETS:
        assert client.get("/api/v1/recherche/", {"q": word}).json()["total"] == 0


def test_a_draft_annex_is_not_shown_before_its_publication(client, member, fiche):
    fiche.failures = [failure(text="Patatras")]
    fiche.save_revision()

    assert "Patatras" not in client.get(RESERVE).content.decode()


def test_the_preview_of_the_annex_is_for_readers_of_annexes(redaction, fiche):
    fiche.failures = [failure(text="Patatras")]
    fiche.save_revision()
    draft = reverse("wagtailadmin_pages:view_draft", args=[fiche.pk])

    public = redaction.get(draft).content.decode()
    revision = fiche.get_latest_revision_as_object()
    asked = redaction.get("/").wsgi_request
    reserved = revision.make_preview_request(asked, "reserve")
    stranger = revision.make_preview_request(Client().get("/").wsgi_request, "reserve")

    assert "Patatras" not in public
    assert "Patatras" in reserved.content.decode()
    assert stranger.status_code == 403


def test_reading_costs_a_constant_number_of_queries(client, member, fiche):
    with CaptureQueriesContext(connection) as few:
        client.get(RESERVE)
    fiche.failures = [failure() for _ in range(20)]
    fiche.contacts = [contact(email=f"c{n}@exemple.fr") for n in range(20)]
    publish(fiche)
    client.get(RESERVE)

    with CaptureQueriesContext(connection) as many:
        client.get(RESERVE)

    assert len(many) <= len(few)


def test_who_was_shown_contacts_is_told_to_administration_alone(client, account, member, fiche):
    client.get(RESERVE)
    report = reverse("annex_reads")
    for role, status in (("redaction", 302), ("relecteur", 302), ("administration", 200)):
        sign_in(client, account(role))
        response = client.get(report)
        assert response.status_code == status
        assert ("Chercher les fuites" in response.content.decode()) is (role == "administration")


def test_a_page_without_contact_records_nothing(client, member, library):
    publish(UseCasePageFactory(parent=library, slug="seule"))

    assert "Personne ne s’est proposé" in client.get("/bibliotheque/seule/reserve/").content.decode()
    assert not AnnexRead.objects.exists()


def test_a_charter_has_contacts_and_no_failures(client, member, charters):
    page = CharterPageFactory(parent=charters, slug="charte")
    values = {f.name: getattr(contact(), f.name) for f in UseCaseContact._meta.fields if f.name not in {"id", "page"}}
    page.contacts = [CharterContact(**values)]
    publish(page)

    text = client.get("/chartes/charte/reserve/").content.decode()

    assert "Zibeline" in text
    assert "Ce qui n’a pas marché" not in text


def test_an_expired_contact_is_hidden_and_the_owner_told_once(client, account, member, fiche):
    fiche.content_owner = account("redaction", username="responsable")
    fiche.contacts = [contact(expires_on=timezone.localdate() - datetime.timedelta(days=1))]
    publish(fiche)

    sweep_once()
    sweep_once()

    assert "Zibeline" not in client.get(RESERVE).content.decode()
    told = OutgoingMail.objects.filter(to="responsable@exemple.fr", name="contact_expired")
    assert told.count() == 1
    assert not seen(told.get().text + told.get().html + told.get().subject)


def test_a_copy_takes_neither_contacts_nor_failures(fiche, library):
    copy = fiche.copy(to=library, update_attrs={"slug": "copie"})

    latest = copy.get_latest_revision_as_object()
    assert not copy.contacts.exists()
    assert not latest.contacts.all()
    assert not any(r.content["contacts"] or r.content["failures"] for r in Revision.objects.for_instance(copy))


def test_mails_of_the_review_say_nothing_of_an_annex(redaction, fiche):
    send_due()

    assert not seen("".join(f"{m.subject}{m.body}" for m in mail.outbox))
    assert ADDRESS not in "".join(OutgoingMail.objects.values_list("text", flat=True))
