"""Who is written to at each step, through the screens where the step is taken, and what the mail says."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

from cms.core.mail import send_due
from cms.core.models import OutgoingMail
from cms.members.models import User
from cms.members.roles import RELECTEUR, holders_of
from cms.workflow import steps
from cms.workflow.models import FourEyesTask
from cms.workflow.people import barred_from
from cms.workflow.permissions import Action, in_review, may
from library_pages.models import Failure, UseCaseContact
from tests.core.test_mail import make_due, server  # noqa: F401
from tests.factories import StandardPageFactory, UseCasePageFactory
from tests.mail_server import free_port
from tests.sign_in import sign_in


@pytest.fixture
def people(home, account):
    """Two write, two review, one does both."""
    people = {
        "claire": account("redaction", username="claire", first_name="Claire"),
        "karim": account("redaction", username="karim", first_name="Karim"),
        "rose": account("relecteur", username="rose", first_name="Rose"),
        "remi": account("relecteur", username="remi", first_name="Rémi"),
        "both": account("redaction", username="both"),
    }
    people["both"].groups.add(Group.objects.get(name=RELECTEUR.name))
    return people


@pytest.fixture
def page(people, home):
    """A draft of Claire's."""
    page = StandardPageFactory(parent=home, title="Charte d'usage", slug="charte", live=False)
    page.save_revision(user=people["claire"])
    return page


@pytest.fixture
def submitted(page, people):
    """The same, sent to review by Karim, who then only asked; nobody's mail is left to send."""
    steps.submit(page, people["karim"])
    OutgoingMail.objects.all().delete()
    return in_review(page)


def session(user):
    client = Client(headers={"host": "localhost"})
    sign_in(client, user)
    return client


def submit(user, page, title="Charte d'usage & IA"):
    data = {"title": title, "slug": page.slug, "introduction": "", "tags": "", "action-submit": "1"}
    rows = {"body": streamfield([]), "comments": inline_formset([])}
    return session(user).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | nested_form_data(rows))


def decide(user, page, action, **data):
    task_state = TaskState.objects.for_instance(page).latest("pk")
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task_state.pk])
    return session(user).post(address, data)


def mails():
    return {mail.to.partition("@")[0]: mail for mail in OutgoingMail.objects.all()}


def said(mail):
    """Text of a mail without the signs of typography that a test does not look at."""
    return " ".join(mail.text.replace("\u202f", " ").replace("\u00a0", " ").split())


def test_a_page_submitted_in_the_editor_is_told_once_to_each_reviewer_who_did_not_write_it(people, page, mailoutbox):
    root = User.objects.create_superuser("root", "root@exemple.fr")
    root.groups.set(Group.objects.all())  # several reasons to be told
    User.objects.create_superuser("partie", "partie@exemple.fr", is_active=False)
    User.objects.create_superuser("muet", "")
    page.save_revision(user=people["both"])

    submit(people["claire"], page)

    told = mails()
    assert set(told) == {"rose", "remi", "root"}
    assert OutgoingMail.objects.count() == 3
    assert not mailoutbox  # Wagtail's own are not sent
    mail = told["rose"]
    assert mail.subject == "À relire : Charte d’usage & IA"
    text = said(mail)
    assert text.startswith("Claire soumet « Charte d’usage & IA » à la relecture")
    assert "Contenu nouveau : rien n’est encore en ligne" in text
    assert f"http://localhost:8000{reverse('workflow_desk:item', args=[page.pk])}" in text
    assert "au plus tard." in text
    assert "Charte d’usage &amp; IA" in mail.html


def test_an_approval_puts_the_page_online_and_tells_so_once_to_those_who_wrote_it_or_submitted_it(
    people, page, submitted, mailoutbox
):
    decide(people["rose"], page, "approve", comment="Très <b>clair</b>.")

    told = mails()
    assert set(told) == {"claire", "karim"}
    assert OutgoingMail.objects.count() == 2
    assert not mailoutbox
    text = said(told["claire"])
    assert text.startswith("« Charte d’usage » est en ligne")
    assert "Très <b>clair</b>." in text
    assert "http://localhost:8000/charte/" in text
    assert "Très &lt;b&gt;clair&lt;/b&gt;." in told["claire"].html


def test_a_request_for_changes_reaches_the_authors_with_its_comment(people, page, submitted):
    decide(people["rose"], page, "reject", comment="Citez la source.")

    assert set(mails()) == {"claire", "karim"}
    text = said(mails()["karim"])
    assert text.startswith(
        "Rose demande des modifications sur « Charte d’usage » Ce qui est demandé : Citez la source."
    )
    assert f"http://localhost:8000/admin/pages/{page.pk}/edit/" in text


def test_a_refusal_a_withdrawal_and_a_retreat_are_told_to_those_they_concern(people, page, submitted):
    steps.refuse(submitted, people["rose"], "Hors sujet.")
    assert set(mails()) == {"claire", "karim"}
    assert "Rose a refusé « Charte d’usage » Raison : Hors sujet." in said(mails()["claire"])

    steps.submit(page, people["karim"])
    OutgoingMail.objects.all().delete()
    steps.withdraw(page, people["claire"])
    assert set(mails()) == {"rose", "remi", "both"}
    assert "Claire a repris « Charte d’usage »" in said(mails()["rose"])

    steps.approve(steps.submit(page, people["karim"]), people["rose"])
    type(page).objects.filter(pk=page.pk).update(content_owner=people["both"])
    OutgoingMail.objects.all().delete()
    steps.take_offline(page, people["remi"], "Chiffre faux.")
    assert set(mails()) == {"claire", "karim", "both"}
    assert "Rémi a retiré « Charte d’usage » du site Raison : Chiffre faux." in said(mails()["both"])


def test_each_voice_of_a_quorum_is_told_to_those_who_have_not_given_theirs(people, page, submitted):
    FourEyesTask.objects.update(quorum=2)

    steps.approve(submitted, people["rose"], "Bien.")
    assert set(mails()) == {"remi", "both"}
    assert "Il manque encore une approbation, au plus tard le" in said(mails()["remi"])

    OutgoingMail.objects.all().delete()
    steps.approve(submitted, people["remi"], "Rien à redire.")
    assert set(mails()) == {"claire", "karim"}
    assert "Rose : Bien. Rémi : Rien à redire." in said(mails()["claire"])


def test_a_scheduled_page_is_told_when_it_is_approved_and_when_it_is_online(people, page):
    page.go_live_at = timezone.now() + timedelta(days=3)
    page.save_revision(user=people["claire"])
    steps.approve(steps.submit(page, people["claire"]), people["rose"])
    mail = OutgoingMail.objects.get(to="claire@exemple.fr")
    assert said(mail).startswith("Rose a approuvé « Charte d’usage » ")
    assert "Mise en ligne prévue le " in said(mail)

    revision = page.latest_revision
    revision.approved_go_live_at = timezone.now()
    revision.content["go_live_at"] = timezone.now().isoformat()
    revision.save()
    call_command("sweep")
    assert OutgoingMail.objects.filter(to="claire@exemple.fr").count() == 2


def test_a_page_submitted_again_is_told_again(people, page):
    for _ in range(2):
        steps.submit(page, people["claire"])
        steps.withdraw(page, people["claire"])

    assert OutgoingMail.objects.filter(to="rose@exemple.fr", subject__startswith="À relire").count() == 2


def test_the_comparison_is_with_the_version_online(people, page, submitted):
    steps.approve(submitted, people["rose"])
    page.introduction = "Ce que chacun peut faire."
    page.save_revision(user=people["claire"])
    OutgoingMail.objects.all().delete()

    steps.submit(page, people["claire"])

    text = said(mails()["rose"])
    assert "Ce qui change :" in text
    assert "Contenu nouveau" not in text
    assert "ntroduction" in text


def test_a_contributor_is_led_to_his_own_screen_and_no_mail_holds_what_only_members_read(people, library, account):
    fiche = UseCasePageFactory(parent=library, title="Chercher les fuites", live=False)
    lucie, gone = (account("contributeur", fiche.authority, username=name) for name in ("lucie", "partie"))
    fiche.save_revision(user=gone)
    fiche.failures = [Failure(text="JETON-RATAGE", lesson="JETON-LECON")]
    fiche.contacts = [UseCaseContact(role="JETON-FONCTION", email="jeton@exemple.fr", purpose="JETON-OBJET")]
    fiche.save_revision(user=lucie)
    gone.memberships.all().delete()

    steps.ask_changes(steps.submit(fiche, lucie), people["rose"], "Précisez le coût.")

    assert set(mails()) == {"rose", "remi", "both", "lucie"}
    assert f"http://localhost:8000{reverse('contribution', args=[fiche.pk])}" in mails()["lucie"].text
    assert "Modifié aussi, non public\u00a0: Ratages, Contacts" in mails()["rose"].text
    for mail in mails().values():
        assert "jeton" not in (mail.subject + mail.text + mail.html).lower()


@pytest.mark.parametrize(("who", "question"), [("rose", "submitted"), ("claire", "approved"), ("karim", "rejected")])
def test_a_person_chooses_his_mails_in_his_account(people, page, who, question):
    client = session(people[who])
    assert f"{question}_notifications" in client.get("/compte/courriels/").content.decode()
    answers = {f"{other}_notifications": "on" for other in ("submitted", "approved", "rejected") if other != question}

    assert client.post("/compte/courriels/", answers).status_code == 302

    task_state = steps.submit(page, people["karim"])
    steps.ask_changes(task_state, people["remi"], "À revoir.")
    steps.approve(steps.submit(page, people["karim"]), people["remi"])
    about = {"submitted": "À relire", "approved": "En ligne", "rejected": "Modifications"}
    told = {
        name: {mail.to for mail in OutgoingMail.objects.filter(subject__startswith=subject)}
        for name, subject in about.items()
    }
    assert people[who].email not in told[question]
    everybody = {
        "submitted": {"rose", "remi", "both"},
        "approved": {"claire", "karim"},
        "rejected": {"claire", "karim"},
    }
    assert {name: {to.partition("@")[0] for to in told[name]} for name in told} == {
        name: names - ({who} if name == question else set()) for name, names in everybody.items()
    }


def test_the_account_page_of_the_admin_asks_the_same_questions(people):
    shown = session(people["rose"]).get(reverse("wagtailadmin_account")).content.decode()
    assert "Un contenu attend ma relecture" in shown
    assert "approved_notifications" not in shown

    client = session(people["claire"])
    assert "submitted_notifications" not in client.get(reverse("wagtailadmin_account")).content.decode()
    names = {"name_email-first_name": "Claire", "name_email-last_name": "Martin", "theme-theme": "system"}
    theme = {"theme-contrast": "system", "theme-density": "default"}
    client.post(reverse("wagtailadmin_account"), {**names, **theme, "notifications-approved_notifications": "on"})
    profile = UserProfile.objects.get(user=people["claire"])
    assert (profile.approved_notifications, profile.rejected_notifications) == (True, False)


def test_those_who_are_told_are_those_who_may_decide(people, page, submitted):
    User.objects.create_superuser("root", "root@exemple.fr")
    FourEyesTask.objects.update(quorum=2)
    steps.approve(submitted, people["rose"])

    told = set(holders_of(RELECTEUR).exclude(pk__in=barred_from(page)))

    assert told == {user for user in User.objects.all() if may(user, Action.APPROVE, page)}
    assert {user.username for user in told} == {"remi", "both", "root"}


def test_a_mail_server_that_is_down_undoes_no_step_and_mails_leave_when_it_is_back(
    server,  # noqa: F811
    settings,
    people,
    page,
):
    settings.EMAIL_PORT = free_port()
    submit(people["claire"], page)
    decide(people["rose"], page, "approve")
    send_due()
    assert Page.objects.get(pk=page.pk).live
    assert not server.received

    settings.EMAIL_PORT = server.port
    make_due()
    send_due()

    recipients = [message["To"] for message in server.received]
    assert len(recipients) == len(set(recipients)) == OutgoingMail.objects.count() == 4
