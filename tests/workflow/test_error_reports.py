"""« Signaler une erreur »: from the reader's form to the answer, without a cookie on the page nor a word shown raw."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.core import page_cache
from cms.core.memory import Memory
from cms.core.models import OutgoingMail
from cms.members.models import User
from cms.workflow.error_reports.handling import forget
from cms.workflow.models import ErrorReport
from home.models import HomePage, StandardPage
from tests.factories import StandardPageFactory
from tests.sign_in import sign_in

FORM = "/a-propos/signaler/"
MARK = "Signalement en cours"


@pytest.fixture
def about(home: HomePage, account: Callable[..., User]) -> StandardPage:
    owner = account("redaction", username="responsable")
    return StandardPageFactory(parent=home, title="À propos", slug="a-propos", content_owner=owner)


@pytest.fixture
def visitor(about: StandardPage) -> Client:
    return Client(headers={"host": "localhost"}, enforce_csrf_checks=True)


def filled(visitor: Client, address: str = FORM, **answers: str) -> dict[str, str]:
    """The form as it was served, with these answers."""
    page = visitor.get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', page))
    return {**hidden, "text": "Le budget est de 45 000 euros, pas de 54 000.", **answers}


def told(name: str) -> set[str]:
    return set(OutgoingMail.objects.filter(name=name).values_list("to", flat=True))


def decide(client: Client, report: ErrorReport, state: str, answer: str = "") -> Any:
    address = reverse("error_report:edit", args=[report.pk])
    return client.post(address, {"state": state, "answer": answer}, headers={"host": "localhost"})


def test_two_clicks_lead_from_the_page_to_a_number(visitor: Client) -> None:
    page = visitor.get("/a-propos/")
    assert f'href="{FORM}"' in page.content.decode()

    sent = visitor.post(FORM, filled(visitor, passage="Budget", email="lectrice@exemple.fr"), follow=True)

    report = ErrorReport.objects.get()
    assert re.fullmatch(r"SIG-\d{4}-[2-9A-HJ-NP-Z]{8}", report.number)
    assert report.number in sent.content.decode()
    assert (report.passage, report.state) == ("Budget", ErrorReport.State.RECEIVED)
    assert told("error_report") == {"responsable@exemple.fr"}
    assert told("error_report_received") == {"lectrice@exemple.fr"}
    received = OutgoingMail.objects.get(name="error_report_received")
    assert "45 000" not in received.text + received.html  # an address given for somebody else is sent no words
    assert reverse("error_report:edit", args=[report.pk]) in OutgoingMail.objects.get(name="error_report").text


def test_only_the_form_sets_a_cookie_and_nobody_keeps_it(visitor: Client) -> None:
    page, form = visitor.get("/a-propos/"), visitor.get(f"{FORM}?passage=Budget%20%3Cb%3E")

    assert not page.cookies
    assert set(form.cookies) == {"csrftoken"}
    assert form["Cache-Control"] == "private, no-store"
    assert 'value="Budget &lt;b&gt;"' in form.content.decode()


def test_the_same_form_sent_twice_is_one_report(visitor: Client) -> None:
    answers = filled(visitor)
    first, second = (visitor.post(FORM, answers) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert ErrorReport.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_a_robot_that_fills_everything_is_refused(visitor: Client) -> None:
    refused = visitor.post(FORM, filled(visitor, website="https://exemple.com"))

    assert "Videz ce champ" in refused.content.decode()
    assert not ErrorReport.objects.exists()


def test_beyond_five_an_hour_the_text_is_given_back(visitor: Client) -> None:
    for _ in range(5):
        assert visitor.post(FORM, filled(visitor)).status_code == 302
    refused = visitor.post(FORM, filled(visitor, text="Un sixième."))

    assert refused.status_code == 429
    assert "Un sixième." in refused.content.decode()
    assert ErrorReport.objects.count() == 5


def test_without_an_owner_the_redaction_is_told(visitor: Client, about: StandardPage, account: Any) -> None:
    account("redaction", username="redactrice")
    account("relecteur")
    about.content_owner = account("contributeur", username="agent")
    about.save()
    visitor.post(FORM, filled(visitor))

    assert told("error_report") == {"agent@exemple.fr", "responsable@exemple.fr", "redactrice@exemple.fr"}
    assert "/admin/" not in OutgoingMail.objects.get(to="agent@exemple.fr").text


def test_the_public_learns_of_an_error_once_staff_have_checked_it(
    visitor: Client, about: StandardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "pages", Memory(1_000_000))
    visitor.post(FORM, filled(visitor, text="<script>alert(1)</script>", email="lectrice@exemple.fr"))
    report = ErrorReport.objects.get()
    staff = Client()
    sign_in(staff, User.objects.get(username="responsable"))

    def public() -> str:
        return Client().get("/a-propos/", headers={"host": "localhost"}).content.decode()

    assert MARK not in public()
    screen = staff.get(reverse("error_report:edit", args=[report.pk]), headers={"host": "localhost"}).content.decode()
    assert "&lt;script&gt;alert(1)" in screen
    assert "<script>alert(1)" not in screen
    decide(staff, report, "verifie")
    assert MARK in public()
    assert "alert(1)" not in public()
    decide(staff, report, "corrige", "C’est corrigé.")
    assert MARK not in public()

    report.refresh_from_db()
    assert report.handled_by == User.objects.get(username="responsable")
    assert "C’est corrigé." in OutgoingMail.objects.get(name="error_report_closed").text
    state = visitor.get(f"/signalements/{report.number.lower()}/").content.decode()
    assert "corrigé" in state
    assert "À propos" not in state.partition("<main")[2].partition("</main>")[0]  # but in the menu


def test_a_report_without_follow_up_says_why(redaction: Client, about: StandardPage) -> None:
    report = ErrorReport.objects.create(page=about, page_title=about.title, text="?", email="lecteur@exemple.fr")

    assert "Dites pourquoi" in decide(redaction, report, "sans-suite").content.decode()
    report.refresh_from_db()
    assert report.state == ErrorReport.State.RECEIVED
    assert not OutgoingMail.objects.exists()


def test_staff_see_the_reports_of_a_state(redaction: Client, about: StandardPage) -> None:
    report = ErrorReport.objects.create(page=about, page_title=about.title, text="?", passage="Le budget")
    ErrorReport.objects.create(page=about, page_title=about.title, text="?", passage="Passage clos", state="corrige")

    listed = redaction.get(reverse("error_report:index"), {"state": "recu"}, headers={"host": "localhost"})

    assert report.number in listed.content.decode()
    assert "Passage clos" not in listed.content.decode()


def test_who_edits_a_page_is_led_to_its_open_reports(redaction: Client, about: StandardPage, home: HomePage) -> None:
    for page, passage, state in [
        (about, "Le budget", "recu"),
        (about, "La date", "verifie"),
        (about, "Passage clos", "corrige"),
        (home, "Un autre", "recu"),
    ]:
        ErrorReport.objects.create(page=page, page_title=page.title, text="?", passage=passage, state=state)

    screen = redaction.get(reverse("wagtailadmin_pages:edit", args=[about.pk]), headers={"host": "localhost"})
    html = screen.content.decode()
    assert html.count("2 signalements attendent une réponse") == 1
    address = re.search(r'href="([^"]+)"[^>]*>Voir les signalements', html)
    assert address
    listed = redaction.get(unescape(address[1]), headers={"host": "localhost"}).content.decode()
    assert {text for text in ("Le budget", "La date", "Passage clos", "Un autre") if text in listed} == {
        "Le budget",
        "La date",
    }


def test_a_file_of_the_reports_runs_nothing_that_a_reader_wrote(redaction: Client, about: StandardPage) -> None:
    ErrorReport.objects.create(page=about, page_title=about.title, text='=HYPERLINK("https://exemple.com")')
    export = redaction.get(reverse("error_report:index"), {"export": "csv"}, headers={"host": "localhost"})

    assert "'=HYPERLINK" in b"".join(export.streaming_content).decode()


@pytest.mark.parametrize("role", ["contributeur", "membre", ""])
def test_reports_are_for_staff(client: Client, home: HomePage, account: Any, role: str) -> None:
    sign_in(client, account(role))

    assert client.get(reverse("error_report:index"), headers={"host": "localhost"}).status_code in {302, 403}


def test_an_unknown_number_is_not_found(visitor: Client) -> None:
    assert visitor.get("/signalements/SIG-2026-22222222/").status_code == 404


def test_the_address_of_the_reader_is_erased_in_time(about: StandardPage) -> None:
    now = timezone.now()
    ages = {"clos": (now, now - timedelta(days=31)), "recent": (now, now), "oublie": (now - timedelta(days=366), None)}
    for name, (created, closed) in ages.items():
        ErrorReport.objects.create(
            page=about, page_title=name, text="?", email="a@exemple.fr", created_at=created, closed_at=closed
        )
    forget()

    assert set(ErrorReport.objects.exclude(email="").values_list("page_title", flat=True)) == {"recent"}
