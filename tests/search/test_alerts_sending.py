"""What the worker sends: what is new in the list, once, at seven in Paris."""

from datetime import datetime, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from cms.core.mail import send_due as send_mails
from cms.core.models import OutgoingMail
from cms.taxonomy.merge import merge
from cms.taxonomy.models import Tag
from library_pages.models import UseCasePage
from search.alerts.calendar import next_mail
from search.alerts.sending import AT_ONCE, SHOWN, send_due
from search.models import Alert
from tests.commits import run_pending
from tests.core.test_mail import server  # noqa: F401
from tests.factories import LocalAuthorityFactory, ThemeFactory, UseCasePageFactory, publish
from tests.search.alerts import LIBRARY, ask, confirm, follow, link, mails, morning, person, refusing

PARIS = ZoneInfo("Europe/Paris")

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(library):
    return ThemeFactory(slug="mobilites", label="Mobilités")


@pytest.fixture
def alert(library, theme):
    UseCasePageFactory(parent=library, title="Ancienne", theme=theme)
    run_pending()  # it is in the list before the form is opened
    return follow(f"{LIBRARY}&theme=mobilites")


def news() -> list[list[str]]:
    """Of each mail of news, the titles."""
    return [[line[2:] for line in mail.text.splitlines() if line.startswith("- ")] for mail in mails("news")]


def test_a_mail_tells_what_is_new_in_the_selection_and_nothing_else(library, theme, alert):
    rennes = LocalAuthorityFactory(name="Ville de Rennes")
    UseCasePageFactory(parent=library, title="Vélos", summary="Compter l'attente.", theme=theme, authority=rennes)
    UseCasePageFactory(parent=library, title="Autre thème")

    morning()

    [mail] = mails("news")
    assert news() == [["Vélos"]]
    assert mail.subject.startswith("1 nouveauté")
    for part in (mail.text, mail.html):
        for said in ("Vélos", "Fiche", "Ville de Rennes", "Compter l’attente.", "/bibliotheque/velos/"):
            assert said in part
    assert link(mail, "Voir toute la liste") == "/bibliotheque/?theme=mobilites"


def test_nothing_new_makes_no_mail_and_nothing_is_told_twice(library, theme, alert):
    morning()
    assert not mails("news")

    UseCasePageFactory(parent=library, title="Vélos", theme=theme)
    morning()
    assert news() == [["Vélos"]]
    send_mails()
    morning()
    assert not mails("news")


def test_what_is_edited_is_not_new_and_what_comes_back_is(library, theme, alert):
    old = UseCasePage.objects.get()
    old.title = "Ancienne, relue"
    publish(old)
    morning()
    assert not mails("news")

    old.unpublish()
    morning()
    assert not mails("news")

    publish(UseCasePage.objects.get())
    morning()
    assert news() == [["Ancienne, relue"]]


def test_what_was_published_between_the_form_and_the_button_is_told(library, theme):
    ask()
    UseCasePageFactory(parent=library, title="Entre-temps", theme=theme)
    confirm(mails("request")[0])
    morning()

    assert news() == [["Entre-temps"]]


def test_a_draft_a_withdrawn_and_a_restricted_fiche_are_told_to_nobody(library, theme, alert):
    UseCasePageFactory(parent=library, title="Brouillon", theme=theme, live=False)
    UseCasePageFactory(parent=library, title="Retirée", theme=theme).unpublish()
    hidden = UseCasePageFactory(parent=library, title="Réservée", theme=theme)
    hidden.view_restrictions.create(restriction_type="login")
    morning()
    assert not mails("news")

    library.view_restrictions.create(restriction_type="login")
    UseCasePageFactory(parent=library, title="Sous clé", theme=theme)
    morning()
    assert not mails("news")


def test_a_long_list_is_cut_at_twenty_and_says_how_many_follow(library, theme, alert):
    for number in range(SHOWN + 2):
        UseCasePageFactory(parent=library, title=f"Fiche {number}", theme=theme)

    morning()

    [mail] = mails("news")
    assert len(news()[0]) == SHOWN
    assert "Et 2 autres" in mail.text
    assert "22 nouveautés" in mail.subject


def test_words_are_followed_as_the_search_finds_them(library):
    follow("/alertes/nouvelle/?liste=/recherche/&q=fuites d’eau")
    UseCasePageFactory(parent=library, title="Détecter une fuite d’eau")
    UseCasePageFactory(parent=library, title="Arroser les jardins")

    morning()

    assert news() == [["Détecter une fuite d’eau"]]


def test_after_an_outage_of_ten_days_one_mail_tells_everything(library, theme, alert):
    for number in range(3):
        UseCasePageFactory(parent=library, title=f"Jour {number}", theme=theme)
    Alert.objects.update(due=timezone.now() - timedelta(days=10))

    for _ in range(3):
        send_due()

    assert [sorted(titles) for titles in news()] == [["Jour 0", "Jour 1", "Jour 2"]]
    assert timezone.now() < Alert.objects.get().due <= timezone.now() + timedelta(days=1, hours=1)


def test_after_an_outage_of_the_mail_server_one_mail_tells_everything_but_what_was_withdrawn(
    library,
    theme,
    alert,
    server,  # noqa: F811
):
    gone = UseCasePageFactory(parent=library, title="Publiée puis retirée", theme=theme)
    UseCasePageFactory(parent=library, title="Premier jour", theme=theme)
    morning()
    gone.unpublish()
    morning()
    UseCasePageFactory(parent=library, title="Troisième jour", theme=theme)
    morning()
    assert [sorted(titles) for titles in news()] == [["Premier jour", "Troisième jour"]]

    send_mails()
    UseCasePageFactory(parent=library, title="Quatrième jour", theme=theme)
    morning()

    assert news() == [["Quatrième jour"]]


def test_alerts_that_always_fail_hold_neither_the_others_nor_their_place(library, theme, alert):
    now = timezone.now()
    broken = [
        Alert(email=f"panne-{number}@exemple.fr", path=alert.path, digest=str(number), confirmed_at=now, due=now)
        for number in range(AT_ONCE)
    ]
    Alert.objects.bulk_create(broken)
    UseCasePageFactory(parent=library, title="Vélos", theme=theme)
    run_pending()
    Alert.objects.filter(pk=alert.pk).update(due=timezone.now())

    with connection.execute_wrapper(refusing("core_outgoingmail", "panne-")):
        for _ in range(2):
            send_due()

    assert news() == [["Vélos"]]
    late = Alert.objects.filter(email__startswith="panne-")
    assert late.filter(due__gt=now + timedelta(minutes=59), told=0).count() == AT_ONCE
    late.update(due=timezone.now())
    send_due()
    assert len(mails("news")) == 1 + AT_ONCE


def test_a_merged_tag_is_still_followed(library):
    tag, other = Tag.objects.create(name="Vélo", slug="velo"), Tag.objects.create(name="Vélos", slug="velos")
    UseCasePageFactory(parent=library, title="Ancienne", tags=["Vélo"])
    follow(f"{LIBRARY}&tag=velo")
    merge(tag, other)
    UseCasePageFactory(parent=library, title="Neuve", tags=["Vélos"])

    morning()

    assert "Neuve" in news()[0]


def test_an_alert_whose_condition_is_gone_says_so_once_and_tells_of_nothing_else(library, theme):
    Tag.objects.create(name="Vélo", slug="velo")
    follow(f"{LIBRARY}&tag=velo&theme=mobilites")
    Tag.objects.all().delete()
    UseCasePageFactory(parent=library, title="Sans rapport", theme=theme)

    morning()
    morning()

    assert not mails("news")
    [mail] = mails("lost")
    assert "Mot-clé" in mail.text
    assert "velo" in person().get(link(mail)).content.decode()
    Tag.objects.create(name="Vélo", slug="velo")
    UseCasePageFactory(parent=library, title="De retour", tags=["Vélo"], theme=theme)
    morning()
    assert news() == [["De retour"]]


def test_an_alert_on_a_page_that_is_gone_says_so_once(library, alert):
    library.unpublish()
    morning()
    morning()

    [mail] = mails("lost")
    assert "plus en ligne" in mail.text.replace("\u00a0", " ")
    assert person().get(link(mail)).status_code == 200


def test_what_was_published_while_the_page_of_a_list_was_gone_is_told_once_it_is_back(library, theme, alert):
    library.unpublish()
    UseCasePageFactory(parent=library, title="Pendant", theme=theme)
    morning()
    assert not mails("news")

    publish(library)
    morning()

    assert news() == [["Pendant"]]


@pytest.mark.parametrize(
    ("rhythm", "now", "expected"),
    [
        ("quotidienne", "2026-11-25 06:59", "2026-11-25 07:00+01:00"),
        ("quotidienne", "2026-11-25 07:00", "2026-11-26 07:00+01:00"),
        ("quotidienne", "2026-03-28 08:00", "2026-03-29 07:00+02:00"),  # the night when clocks go forward
        ("quotidienne", "2026-10-24 08:00", "2026-10-25 07:00+01:00"),  # … and back
        ("hebdomadaire", "2026-10-19 07:30", "2026-10-26 07:00+01:00"),
        ("hebdomadaire", "2026-03-29 23:59", "2026-03-30 07:00+02:00"),
        ("hebdomadaire", "2026-12-28 07:00", "2027-01-04 07:00+01:00"),
    ],
)
def test_mails_leave_at_seven_in_paris_each_day_or_on_mondays(rhythm, now, expected):
    after = datetime.fromisoformat(now).replace(tzinfo=PARIS)

    assert next_mail(rhythm, after.astimezone(ZoneInfo("UTC"))) == datetime.fromisoformat(expected)


def test_a_program_reads_in_the_headers_how_to_stop_and_a_bare_post_does(library, theme, alert, server):  # noqa: F811
    UseCasePageFactory(parent=library, title="Vélos", theme=theme)
    morning()
    mail = mails("news")[0]
    stop = link(mail, "Arrêter cette alerte")
    send_mails()

    [message] = [found for found in server.received if "nouveauté" in found["Subject"]]
    assert message["List-Unsubscribe"].strip().endswith(f"{stop}>")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = person().post(stop, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Alert.objects.exists()
    assert not OutgoingMail.objects.exclude(unsubscribe="").exists()


def test_the_worker_asks_few_queries_for_an_alert(library, theme, alert, django_assert_max_num_queries):
    morning()
    with django_assert_max_num_queries(16):
        morning()


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_mail(library, theme):
    alert = follow(f"{LIBRARY}&theme=mobilites")
    UseCasePageFactory(parent=library, title="Vélos", theme=theme)
    Alert.objects.update(due=timezone.now())
    together = Barrier(2)

    def work():
        together.wait()
        send_due()
        connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert news() == [["Vélos"]]
    assert Alert.objects.get(pk=alert.pk).due > timezone.now()
