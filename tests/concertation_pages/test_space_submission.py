"""From the answers of a territory to its page: one review however often it is asked, words for whoever wrote."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry, TaskState

from cms.members.models import User
from cms.workflow import steps
from cms.workflow.permissions import Action, authors_since_publication, in_review, may
from concertation_pages.models import (
    Commitment,
    ConcertationIndexPage,
    ReportDraft,
    ReportPage,
    ReportSpeaker,
    SectionDraft,
)
from concertation_pages.space import submission
from home.models import HomePage
from tests.concertation_pages.space import Browser, committed, link_in, mailed_to, opened, page_of, referent_of
from tests.factories import ThemeFactory, publish
from tests.factories.concertations import ReportPageFactory

SPEAKERS = {
    "speakers": ["s1", "s2"],
    "speakers-s1-name": "Jeanne Accord",
    "speakers-s1-agreed_on": "2025-01-10",
    "speakers-s1-talk": "L’IA et nous",
    "speakers-s2-name": "Luc Silence",
    "speakers-s2-profession": "Enseignant",
}
RESULTS = {
    "participants": "42",
    "planned_actions": "Une feuille de route",
    "proposals": ["a1", "b2"],
    "proposals-a1-text": "Former les agents",
    "proposals-a1-nature": "demande-collectivite",
    "proposals-a1-theme": "energie",
    "proposals-b2-text": "Publier les usages",
    "vigilance": ["v1"],
    "vigilance-v1-text": "Les écrans des enfants",
    "productions": ["p1"],
    "productions-p1-title": "Compte rendu",
    "productions-p1-url": "https://rennes.example/ia",
}


@pytest.fixture
def commitment(home: HomePage) -> Commitment:
    ThemeFactory(slug="energie")
    return committed(home)


@pytest.fixture
def anne(commitment: Commitment) -> Browser:
    return opened(referent_of(commitment))


@pytest.fixture
def reviewer(account: Any) -> User:
    found: User = account("relecteur")
    return found


def known(browser: Browser, draft: ReportDraft, number: int) -> dict[str, Any]:
    """What the form of the section holds, to be posted again with something else."""
    form = browser.get(f"{draft.pk}/partie-{number}/").context["form"]
    found: dict[str, Any] = {field.name: field.value() or "" for field in form.answers}
    for name, rows in form.rows.items():
        found[name] = [row.key for row in rows.forms if not row.is_blank]
        for row in rows.forms:
            found |= {field.html_name: field.value() or "" for field in row.questions()}
    return found


def filled(anne: Browser) -> ReportDraft:
    draft = anne.begin()
    anne.save(draft, 1, **known(anne, draft, 1) | SPEAKERS)
    anne.save(draft, 2, angles="Les services publics")
    anne.save(draft, 3, **RESULTS)
    return draft


def published(anne: Browser, reviewer: User) -> ReportDraft:
    draft = filled(anne)
    anne.submit(draft)
    steps.approve(in_review(page_of(draft)), reviewer, "Merci, c’est très clair.")  # type: ignore[arg-type]
    draft.refresh_from_db()
    return draft


def test_what_cannot_be_submitted_is_told_with_the_way_to_mend_it(anne: Browser) -> None:
    draft = anne.begin()
    anne.save(draft, 1, title="", planned_start="10/2024")
    with pytest.raises(ValidationError, match="à venir"):
        ReportSpeaker(name="Jeanne", agreed_on=timezone.localdate() + datetime.timedelta(days=1)).clean()
    to_come = {"actual_start": "2099", "speakers": ["s1"], "speakers-s1-agreed_on": "2099-01-01"}
    assert anne.save(draft, 1, **to_come).content.decode().count("Cette date est à venir.") == 4, "in the summary too"
    answer = anne.post(f"{draft.pk}/verifier/", {"vu": "0.0.0"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{anne.home}{draft.pk}/partie-2/#" in page
    assert "Donnez au moins une réponse dans les parties 2 ou 3" in page
    assert "avec votre accord sur sa licence" in page
    assert not ReportPage.objects.exists()
    anne.save(draft, 1, title="Ateliers", has_speakers="non")
    missing = anne.get(f"{draft.pk}/verifier/").context["sections"][0][0].missing
    assert "Qui est intervenu ?" not in missing, "nobody did"


def test_a_report_becomes_a_page_under_review_and_says_who_sent_it(
    anne: Browser, reviewer: User, commitment: Commitment
) -> None:
    draft = filled(anne)
    page = anne.get(f"{draft.pk}/verifier/").content.decode()
    assert "Former les agents" in page
    assert "nom non transmis, faute d’accord" in page
    assert "autre, à préciser" not in page, "nobody chose « autre »"
    answer = anne.submit(draft)
    assert answer["Location"].endswith("?fait=envoye")
    report = page_of(draft)
    assert (report.slug, report.live) == ("rennes-ville-et-metropole", False)
    version: Any = report.get_latest_revision_as_object()
    assert [(row.code, row.text, row.nature) for row in version.segments.all()] == [
        ("V-1", "Les écrans des enfants", ""),
        ("P-1", "Former les agents", "demande-collectivite"),
        ("P-2", "Publier les usages", ""),
    ]
    assert version.segments.all()[1].theme.slug == "energie"
    assert [public.slug for public in version.publics.all()] == ["agents"]
    assert str(version.planned_start) == "octobre 2024"
    task_state = in_review(report)
    assert task_state is not None
    assert task_state.workflow_state.requested_by is None
    assert authors_since_publication(report) == set()
    assert [mail.subject for mail in mailed_to(reviewer.email, "step")] == ["À relire : Rennes Ville et Métropole"]
    assert "Rennes Ville et Métropole soumet" in mailed_to(reviewer.email, "step")[0].text
    entry = PageLogEntry.objects.get(action="concertation_pages.sent_by_link")
    assert "Envoyé par la collectivité par lien" in entry.formatter.format_message(entry)


def test_the_name_of_a_speaker_goes_nowhere_without_his_agreement(anne: Browser) -> None:
    draft = filled(anne)
    anne.submit(draft)
    content = str(page_of(draft).latest_revision.content)
    assert "Jeanne Accord" in content
    assert "Enseignant" in content
    assert "Luc Silence" not in content
    assert "Luc Silence" not in str(SectionDraft.objects.get(draft=draft, number=1).answers)
    assert "anne@rennes.example" not in content
    assert "anne@rennes.example" not in str(list(PageLogEntry.objects.values_list("data", flat=True)))


def test_the_same_submission_posted_again_makes_one_report_and_one_review(anne: Browser, reviewer: User) -> None:
    draft = filled(anne)
    shown = anne.get(f"{draft.pk}/verifier/").context["form"].initial["vu"]
    for _ in range(10):
        assert anne.post(f"{draft.pk}/verifier/", {"licence": "on", "vu": shown}).status_code == 302
    assert ReportPage.objects.count() == TaskState.objects.count() == 1


def test_what_is_submitted_is_what_was_read(anne: Browser) -> None:
    draft = filled(anne)
    shown = anne.get(f"{draft.pk}/verifier/").context["form"].initial["vu"]
    anne.save(draft, 2, angles="D’autres angles")
    answer = anne.post(f"{draft.pk}/verifier/", {"licence": "on", "vu": shown})
    assert answer.status_code == 422
    assert "relisez-le avant de l’envoyer" in answer.content.decode()
    assert not ReportPage.objects.exists()


def test_under_review_it_is_read_only_until_it_is_taken_back(anne: Browser) -> None:
    draft = filled(anne)
    anne.submit(draft)
    assert anne.get(f"{draft.pk}/partie-2/").status_code == 302
    answer = anne.post(f"{draft.pk}/partie-2/reponse/", {"unite": "angles", "angles": "Trop tard", "base": "{}"})
    assert answer.status_code == 423
    anne.post(f"{draft.pk}/reprendre/")
    assert in_review(page_of(draft)) is None
    assert "Retirée de la relecture".lower() in anne.get(f"{draft.pk}/").content.decode()
    anne.save(draft, 2, angles="Repris")
    anne.submit(draft)
    version: Any = page_of(draft).get_latest_revision_as_object()
    assert version.angles == "Repris"


def test_each_decision_is_mailed_with_the_words_of_the_reviewer_and_a_link_that_opens(
    anne: Browser, reviewer: User, commitment: Commitment, client: Any
) -> None:
    silent = referent_of(commitment, "invite@rennes.example", confirmed_at=None)
    draft = filled(anne)
    anne.submit(draft)
    steps.ask_changes(in_review(page_of(draft)), reviewer, "Dites combien de réunions.")  # type: ignore[arg-type]
    mail = mailed_to("anne@rennes.example", "report_outcome")[-1]
    assert "Dites combien de réunions." in mail.text
    home = client.get(link_in(mail))["Location"]
    assert "Dites combien de réunions." in client.get(f"{home}{draft.pk}/").content.decode()
    assert mailed_to(silent.email, "report_outcome") == []
    anne.save(draft, 3, **known(anne, draft, 3) | {"sequence_count": "4"})
    anne.submit(draft)
    steps.refuse(in_review(page_of(draft)), reviewer, "Hors du sujet.")  # type: ignore[arg-type]
    assert "Hors du sujet." in mailed_to("anne@rennes.example", "report_outcome")[-1].text
    anne.submit(draft)
    steps.approve(in_review(page_of(draft)), reviewer, "Merci.")  # type: ignore[arg-type]
    mail = mailed_to("anne@rennes.example", "report_outcome")[-1]
    assert mail.subject.startswith("En ligne")
    assert "Merci." in mail.text
    commitment.refresh_from_db()
    assert commitment.state == Commitment.State.REPORTED


def test_a_later_change_starts_from_the_page_and_leaves_it_online(anne: Browser, reviewer: User) -> None:
    draft = published(anne, reviewer)
    assert "il n’y a rien à envoyer" in anne.get(f"{draft.pk}/verifier/").content.decode()
    a_month_later = timezone.now() + datetime.timedelta(days=30)
    ReportDraft.objects.filter(pk=draft.pk).update(submitted_at=a_month_later)
    again = opened(anne.referent)
    again.save(
        draft, 3, **known(again, draft, 3) | {"participants": "43", "proposals-P-2-text": "Publier tous les usages"}
    )
    assert ReportPage.objects.get().participants == 42
    again.submit(draft)
    report = ReportPage.objects.get()
    assert (report.live, report.participants) == (True, 42)
    steps.approve(in_review(report), reviewer)  # type: ignore[arg-type]
    report = ReportPage.objects.get()
    assert report.participants == 43
    assert [(row.code, row.text) for row in report.segments.all()][1:] == [
        ("P-1", "Former les agents"),
        ("P-2", "Publier tous les usages"),
    ]
    assert [row.url for row in report.productions.all()] == ["https://rennes.example/ia"]


def test_what_the_editors_changed_stays_and_the_same_answer_changed_twice_is_chosen(
    anne: Browser, reviewer: User, account: Any
) -> None:
    draft = published(anne, reviewer)
    anne.save(draft, 2, **known(anne, draft, 2) | {"angles": "Tout autre chose"})
    version: Any = page_of(draft).get_latest_revision_as_object()
    version.subject, version.angles = "La consigne, corrigée", "Les services publics, corrigés"
    version.segments.get(code="P-1").text = "Former tous les agents"
    version.segments = [row for row in version.segments.all() if row.code != "V-1"]
    version.save_revision(user=account("redaction"))
    assert "La consigne, corrigée" in anne.get(f"{draft.pk}/partie-2/").content.decode()
    anne.save(draft, 3, **known(anne, draft, 3) | {"impacts": "Aucun encore"})
    page = anne.get(f"{draft.pk}/verifier/").content.decode()
    assert "Les services publics, corrigés" in page
    assert "choisissez d’abord" in anne.submit(draft).content.decode()
    anne.post(f"{draft.pk}/choisir/", {"choix-2/angles": "autre"})
    anne.submit(draft)
    sent: Any = page_of(draft).get_latest_revision_as_object()
    assert (sent.subject, sent.angles, sent.impacts) == (
        "La consigne, corrigée",
        "Les services publics, corrigés",
        "Aucun encore",
    )
    assert "V-1" not in [row.code for row in sent.segments.all()]


def test_a_territory_takes_up_a_report_that_was_loaded_and_keeps_what_it_is_not_asked(
    anne: Browser, reviewer: User
) -> None:
    draft = published(anne, reviewer)
    report = page_of(draft)
    report.summary = "Résumé de la rédaction"
    publish(report)
    ReportDraft.objects.all().delete()
    anne.post(f"modifier/{report.pk}/")
    anne.post(f"modifier/{report.pk}/")
    taken_up = ReportDraft.objects.get()
    anne.save(taken_up, 2, **known(anne, taken_up, 2) | {"subject": "La consigne"})
    anne.submit(taken_up)
    version: Any = ReportPage.objects.get().get_latest_revision_as_object()
    assert (version.summary, version.subject) == ("Résumé de la rédaction", "La consigne")
    assert submission.may_submit(taken_up, {}) is True


def test_the_preview_is_the_page_without_anything_being_made(anne: Browser) -> None:
    draft = filled(anne)
    answer = anne.get(f"{draft.pk}/apercu/")
    page = answer.content.decode()
    assert "Former les agents" in page
    assert "Version proposée, non publiée" in page
    assert "Luc Silence" not in page
    assert not answer.cookies
    assert not ReportPage.objects.exists()


def test_nobody_reviews_the_report_of_a_territory_that_he_answers_for(commitment: Commitment, account: Any) -> None:
    own = account("relecteur")
    browser = opened(referent_of(commitment, own.email.capitalize()))
    draft = filled(browser)
    browser.submit(draft)
    assert not may(own, Action.APPROVE, page_of(draft))
    assert may(account("relecteur"), Action.APPROVE, page_of(draft))


def test_a_territory_reads_of_what_staff_write_only_what_anybody_has_read(
    anne: Browser, reviewer: User, account: Any
) -> None:
    author, index = account("redaction"), ConcertationIndexPage.objects.get()
    page = ReportPageFactory(parent=index, commitment=anne.referent.commitment, title="Projet secret", live=False)
    assert "Projet secret" not in anne.get().content.decode()
    assert anne.post(f"modifier/{page.pk}/").status_code == 404

    publish(page)
    anne.post(f"modifier/{page.pk}/")
    draft = ReportDraft.objects.get()
    version: Any = ReportPage.objects.get().get_latest_revision_as_object()
    version.title, version.angles = "Titre interne", "Angles internes"
    version.save_revision(user=author)
    steps.submit(ReportPage.objects.get(), author)
    steps.ask_changes(in_review(page), reviewer, "Le maire conteste ce chiffre.")  # type: ignore[arg-type]
    assert not mailed_to("anne@rennes.example", "report_outcome")
    screens = [anne.get(), anne.get(f"{draft.pk}/"), anne.get(f"{draft.pk}/partie-2/"), anne.get(f"{draft.pk}/apercu/")]
    read = " ".join(screen.content.decode() for screen in screens)
    assert "Projet secret" in read
    for internal in ("Titre interne", "Angles internes", "conteste"):
        assert internal not in read

    anne.save(draft, 2, **known(anne, draft, 2) | {"subject": "La consigne"})
    assert "La rédaction prépare une autre version" in anne.submit(draft).content.decode()
    version.title, version.angles = "Projet secret", "Angles relus"
    publish(version)
    anne.submit(draft)
    sent: Any = ReportPage.objects.get().get_latest_revision_as_object()
    assert (sent.subject, sent.angles) == ("La consigne", "Angles relus")
