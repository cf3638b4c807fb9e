"""What the site keeps about a person can be handed over, erased, and is forgotten in time."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from cms.core.models import OutgoingMail
from cms.members import personal_data
from cms.members.links import issue
from cms.members.models import SignedLink, User
from library_pages.models import AnnexRead, ContactPause, ExchangeRequest, UseCaseContact
from tests.factories import LocalAuthorityFactory, publish
from tests.library_pages.annexes import ADDRESS, annexed, contact
from tests.sign_in import sign_in


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("personal_data", *arguments, stdout=output)
    return output.getvalue()


@pytest.fixture
def fiche(library):
    """Its contact is in the published rows and in two versions; the second version has another contact too."""
    page = annexed(library, slug="fuites", title="Chercher les fuites")
    page.contacts = [contact(), contact(email="autre@exemple.fr", name="Autrui")]
    return publish(page)


@pytest.fixture
def reader(account, fiche) -> User:
    user = account("membre", LocalAuthorityFactory(name="Ville de Membreville"), username="lectrice", last_name="Trice")
    AnnexRead.objects.create(page=fiche, user=user)
    ExchangeRequest.objects.create(page=fiche, user=user, key="6b1f6b5c-7c40-4c5b-9d7e-0d9d9a3d8a11")
    issue("pause", user.email, fiche)
    OutgoingMail.objects.create(name="test", to=user.email, subject="Bonjour")
    ModelLogEntry.objects.log_action(user, "wagtail.edit", user=user)
    fiche.save_revision(user=user)
    return user


def test_a_person_takes_away_everything_kept_about_him(client, reader):
    sign_in(client, reader, "code")

    page = client.get("/compte/donnees/").content.decode()
    own = client.get("/compte/donnees/mes-donnees.json")

    exported = json.loads(run("export", "LECTRICE@exemple.fr"))
    assert own.json() == exported
    assert own["Cache-Control"] == "private, no-store"
    assert exported["Compte"][0]["collectivités"] == ["Ville de Membreville"]
    assert exported["Consultations de contacts"][0]["page"] == "Chercher les fuites"
    for heading in ("Versions et actions", "Liens reçus", "Courriels reçus", "Demandes d’échange"):
        assert exported[heading]
        assert heading in page


def test_nobody_takes_away_the_data_of_another(client, account, reader):
    sign_in(client, account("membre"), "code")

    assert "lectrice" not in client.get("/compte/donnees/mes-donnees.json").content.decode()
    client.logout()
    assert client.get("/compte/donnees/").status_code == 302


def test_a_contact_without_account_is_exported_from_every_version(fiche):
    exported = json.loads(run("export", ADDRESS))

    assert list(exported) == ["Contacts de fiches et de chartes"]
    assert len(exported["Contacts de fiches et de chartes"]) == 3
    assert "Autrui" not in json.dumps(exported)


def test_erasing_a_contact_takes_him_out_of_every_version_and_of_nothing_else(fiche):
    ContactPause.objects.create(email=ADDRESS, paused_at=timezone.now())

    run("erase", ADDRESS, "--no-input")

    assert [row.name for row in UseCaseContact.objects.all()] == ["Autrui"]
    stored = json.dumps(list(Revision.objects.values_list("content", flat=True)))
    assert ADDRESS not in stored
    assert "Autrui" in stored
    assert "Farandole" in stored
    assert not ContactPause.objects.exists()
    assert fiche.get_latest_revision_as_object().title == "Chercher les fuites"


def test_erasing_an_account_leaves_its_acts_without_a_name(client, reader, fiche):
    sign_in(client, reader, "code")
    version = Revision.objects.filter(user=reader).get()

    run("erase", reader.email, "--no-input")

    reader.refresh_from_db()
    version.refresh_from_db()
    assert version.user == reader
    assert not reader.is_active
    assert not {"Trice", "lectrice"} & {*str(reader).split(), reader.username, reader.email}
    assert not reader.groups.exists()
    assert not reader.memberships.exists()
    assert client.get("/compte/").status_code == 302
    assert "Trice" not in "".join(ModelLogEntry.objects.values_list("label", flat=True))
    assert not SignedLink.objects.filter(email__gt="").exists()
    assert not OutgoingMail.objects.filter(to__gt="").exists()
    assert AnnexRead.objects.get().user is None
    assert ExchangeRequest.objects.get().user is None


def test_erasing_asks_first_and_a_dry_run_erases_nothing(fiche, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "non")

    assert "Contacts" in run("erase", ADDRESS, "--dry-run")
    with pytest.raises(CommandError, match="Rien n’a été effacé"):
        run("erase", ADDRESS)
    with pytest.raises(CommandError, match="Rien n’est gardé"):
        run("erase", "personne@exemple.fr", "--no-input")

    assert UseCaseContact.objects.filter(email=ADDRESS).exists()


def test_what_is_too_old_is_forgotten_and_the_rest_is_kept(reader, fiche):
    old = timezone.now() - datetime.timedelta(days=366)
    AnnexRead.objects.create(page=fiche, user=reader, at=old)
    ExchangeRequest.objects.create(page=fiche, user=reader, at=old, key="6b1f6b5c-7c40-4c5b-9d7e-0d9d9a3d8a12")
    fiche.contacts = [contact(agreed_on=old - datetime.timedelta(days=9), expires_on=old), contact(name="Autrui")]
    publish(fiche)

    run("forget")

    assert AnnexRead.objects.count() == ExchangeRequest.objects.count() == 1
    assert [row.name for row in UseCaseContact.objects.all()] == ["Autrui"]
    versions = Revision.objects.values_list("content__contacts", flat=True)
    assert all(row["expires_on"] >= str(timezone.localdate()) for rows in versions for row in rows)


def test_an_unused_account_is_warned_then_closed(account):
    used = timezone.now() - datetime.timedelta(days=731)
    idle, active = account("membre", username="partie", date_joined=used), account("membre", username="active")
    personal_data.forget()
    personal_data.forget()
    idle.refresh_from_db()
    assert idle.is_active
    warning = OutgoingMail.objects.get(name="account_idle")
    assert warning.to == idle.email

    OutgoingMail.objects.update(created=timezone.now() - datetime.timedelta(days=31))
    personal_data.forget()

    idle.refresh_from_db()
    active.refresh_from_db()
    assert (idle.is_active, idle.email) == (False, "")
    assert active.is_active
