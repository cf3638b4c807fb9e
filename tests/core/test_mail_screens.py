"""« Courriels » in the admin: what the administration sees, and what it may do about a mail that stopped."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.core.models import OutgoingMail
from cms.core.models.outgoing_mail import BROKEN_OFF
from tests.core.test_mail import write
from tests.sign_in import sign_in


@pytest.fixture
def mails(db):
    """One by state."""
    for state in ("attente", "parti", "abandon", "interrompu", "efface"):
        write(f"{state}@exemple.fr", comment="Code secret 123456")
    OutgoingMail.objects.filter(to__startswith="parti").update(next_try=None, sent_at=timezone.now())
    OutgoingMail.objects.filter(to__startswith="abandon").update(next_try=None, attempts=16, last_error="SMTPDataError")
    OutgoingMail.objects.filter(to__startswith="interrompu").update(next_try=None, attempts=1, last_error=BROKEN_OFF)
    OutgoingMail.objects.filter(to__startswith="efface").update(next_try=None, last_error="OSError", to="", html="")
    return {mail.to.partition("@")[0] or "efface": mail for mail in OutgoingMail.objects.all()}


@pytest.fixture
def administration(home, account):
    client = Client(headers={"host": "localhost"})
    sign_in(client, account("administration"))
    return client


def test_the_administration_sees_where_mails_stand_and_never_what_they_say(
    administration, mails, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40):
        page = administration.get(reverse("mails")).content.decode()

    assert "attente@exemple.fr" in page
    assert "123456" not in page
    assert "abandonné, 16 essais (SMTPDataError)" in page

    stopped = administration.get(reverse("mails"), {"state": "abandonne"}).content.decode()
    assert "abandon@exemple.fr" in stopped
    assert "attente@exemple.fr" not in stopped
    assert "interrompu@exemple.fr" not in stopped


@pytest.mark.parametrize(
    ("state", "leaves"), [("abandon", True), ("interrompu", True), ("parti", False), ("efface", False)]
)
def test_only_a_mail_that_stopped_is_tried_again(administration, mails, state, leaves):
    address = reverse("mail", args=[mails[state].pk])
    shown = administration.get(address).content.decode()
    assert "123456" not in shown
    assert ("Essayer de nouveau" in shown) is leaves

    administration.post(address)

    mail = OutgoingMail.objects.get(pk=mails[state].pk)
    assert (mail.next_try is not None, mail.attempts) == (leaves, 0 if leaves else mails[state].attempts)


def test_the_address_of_a_contact_is_shown_to_nobody(administration, mails):
    OutgoingMail.objects.filter(pk=mails["abandon"].pk).update(name="exchange_request")
    address = reverse("mail", args=[mails["abandon"].pk])

    pages = [administration.get(address), administration.get(reverse("mails"))]
    pages.append(administration.post(address, follow=True))

    for page in pages:
        assert "abandon@exemple.fr" not in page.content.decode()
        assert "destinataire non montré" in page.content.decode()


def test_nobody_else_sees_mails(redaction, mails):
    addresses = [reverse("mails"), reverse("mails_results"), reverse("mail", args=[mails["abandon"].pk])]

    assert all(redaction.get(address).status_code in {302, 403} for address in addresses)
    assert reverse("mails") not in redaction.get("/admin/").content.decode()
    redaction.post(addresses[2])
    assert OutgoingMail.objects.get(pk=mails["abandon"].pk).next_try is None
