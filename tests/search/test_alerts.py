"""Following a list: the form, the mail with one link, the page where it is confirmed."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from cms.core.models import OutgoingMail
from cms.members.models import SignedLink
from search.models import Alert
from tests.factories import LocalAuthorityFactory, StandardPageFactory, ThemeFactory, UseCasePageFactory
from tests.renewing import expire_links, renew
from tests.search.alerts import ADDRESS, LIBRARY, ask, confirm, follow, link, mails, person, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def mobility(library):
    theme = ThemeFactory(slug="mobilites", label="Mobilités")
    UseCasePageFactory(parent=library, title="Vélos", theme=theme)
    return theme


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("path", "followed"),
    [
        ("/bibliotheque/?theme=mobilites&tri=titre&page=1", "?liste=%2Fbibliotheque%2F&amp;theme=mobilites"),
        ("/recherche/?q=v%C3%A9lo", "?liste=%2Frecherche%2F&amp;q=v%C3%A9lo"),
    ],
)
def test_a_list_leads_to_its_alert_with_its_conditions_and_sets_no_cookie(mobility, path, followed):
    browser = person()
    page = browser.get(path)

    assert f'href="/alertes/nouvelle/{followed}" rel="nofollow">' in page.content.decode()
    assert not browser.cookies


def test_the_form_says_what_is_followed_and_offers_both_feeds(mobility):
    browser = person()
    page = browser.get(f"{LIBRARY}&theme=mobilites&q=v%C3%A9los&inconnu=1")

    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    shown = text(page)
    assert "Thématique</dt><dd>Mobilités" in shown
    assert "Mots</dt><dd>« vélos »" in shown
    for feed in ("flux", "flux/atom"):
        assert f'href="/bibliotheque/{feed}/?q=v%C3%A9los&amp;theme=mobilites"' in page.content.decode()
    assert list(browser.cookies) == [django_settings.CSRF_COOKIE_NAME]


def test_a_list_is_followed_once_its_mail_has_been_opened_and_its_button_pressed(mobility):
    answer = ask(f"{LIBRARY}&theme=mobilites", rhythm="hebdomadaire")
    assert answer.status_code == 302
    sent = person().get(answer["Location"])
    assert "Ouvrez votre messagerie" in text(sent)
    assert ADDRESS not in text(sent)

    [mail] = mails()
    assert mail.to == ADDRESS
    assert "Thématique : Mobilités" in mail.text.replace("\u00a0", " ")
    browser = person()
    opened = browser.get(link(mail), follow=True)
    assert "Confirmer mon alerte" in text(opened)
    assert "Thématique</dt><dd>Mobilités" in text(opened)
    assert Alert.objects.get().confirmed_at is None

    done = submit(browser, opened.request["PATH_INFO"])
    assert "Votre alerte est confirmée" in text(browser.get(done["Location"]))
    alert = Alert.objects.get()
    assert (alert.path, alert.conditions, alert.rhythm) == ("/bibliotheque/", "theme=mobilites", "hebdomadaire")
    assert alert.confirmed_at
    assert timezone.localtime(alert.due).strftime("%H:%M %w") == "07:00 1"


def test_the_mail_to_an_address_that_has_not_confirmed_repeats_no_word_that_was_typed(mobility):
    ask(f"{LIBRARY}&q=gagnez+sur+pub.example&theme=mobilites")

    [mail] = mails()
    for part in (mail.subject, mail.text, mail.html):
        assert "pub.example" not in part
    assert "Les mots cherchés s’affichent" in mail.text
    assert "gagnez sur pub.example" in text(person().get(link(mail), follow=True))


def test_a_program_that_opens_every_link_of_the_mail_confirms_nothing(mobility):
    ask()
    for method in ("get", "head"):
        scanner = person()
        for _ in range(3):
            getattr(scanner, method)(link(mails()[0]), follow=True)

    assert not Alert.objects.confirmed().exists()
    assert not SignedLink.objects.exclude(used_at=None).exists()


def test_a_button_pressed_twice_confirms_once_and_says_so_twice(mobility):
    ask()
    browser = person()
    page = browser.get(link(mails()[0]))["Location"]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text(browser.get(page)))[1]
    browser.post(page, {"csrfmiddlewaretoken": token})
    confirmed = Alert.objects.get().confirmed_at

    again = browser.post(page, {"csrfmiddlewaretoken": token})

    assert "Votre alerte est confirmée" in text(again)
    assert Alert.objects.get().confirmed_at == confirmed


def test_a_link_that_was_changed_or_whose_week_is_over_opens_nothing(mobility):
    ask()
    address = link(mails()[0])
    assert person().get(address[:-2] + "x/").status_code == 404
    expire_links()
    SignedLink.objects.update(created_at=timezone.now() - timedelta(days=7))

    renew(address)

    assert not Alert.objects.confirmed().exists()
    confirm(mails("request")[1])
    assert Alert.objects.confirmed().get().email == ADDRESS


def test_a_form_sent_twice_makes_one_mail_and_a_later_one_a_new_link(mobility):
    ask()
    ask(email=ADDRESS.upper())
    assert len(mails()) == 1

    old = link(mails()[0])
    SignedLink.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    ask(rhythm="hebdomadaire")

    assert Alert.objects.get().rhythm == "hebdomadaire"
    assert person().get(old).status_code == 410
    confirm(mails()[1])
    assert Alert.objects.get().confirmed_at


def test_an_alert_that_is_stopped_while_it_is_asked_for_again_is_new(mobility):
    follow()
    stopped = []

    def stopping(run, sql, params, many, context):
        if sql.startswith("SELECT") and 'FROM "search_alert"' in sql and '"digest" = ' in sql and not stopped:
            stopped.append(Alert.objects.all().delete())
        return run(sql, params, many, context)

    with connection.execute_wrapper(stopping):
        assert ask().status_code == 302

    assert stopped
    assert Alert.objects.get().confirmed_at is None
    assert mails()[-1].name == "alert_request"


def test_nobody_learns_whether_an_address_is_known(mobility):
    unknown = ask(email="autre@exemple.fr")
    follow()
    before = OutgoingMail.objects.count()

    known = ask()

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    [mail] = mails()[before:]
    assert mail.name == "alert_known"
    assert Alert.objects.count() == 2
    assert "Votre alerte" in text(person().get(link(mail)))


def test_one_address_gets_three_mails_a_day_and_one_place_sends_five_forms_an_hour(mobility, settings):
    settings.RATE_LIMIT_FACTOR = 1
    lists = [f"{LIBRARY}&annee={year}" for year in range(2020, 2026)]
    answers = [ask(path, email=ADDRESS).status_code for path in lists]

    assert answers == [302] * 5 + [429]
    assert len(mails()) == 3
    busy = submit(person(), lists[0], email="autre@exemple.fr", rhythm="quotidienne")
    assert "Trop de demandes" in text(busy)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"email": ""}, "Donnez une adresse"),
        ({"email": "lectrice@"}, "adresse"),
        ({"email": "a@exemple.fr\nBcc: b@exemple.fr"}, "adresse"),
        ({"rhythm": "horaire"}, "Rythme"),
        ({"website": "http://pourriel.exemple"}, "Videz ce champ"),
    ],
)
def test_a_wrong_answer_is_said_beside_its_question_and_makes_nothing(mobility, answers, said):
    page = submit(person(), LIBRARY, **{"email": ADDRESS, "rhythm": "quotidienne"} | answers)

    assert page.status_code == 200
    assert "field--error" in text(page)
    assert said in text(page)
    assert not Alert.objects.exists()
    assert not mails()


def test_a_form_from_another_site_is_refused(mobility):
    assert person().post(LIBRARY, {"email": ADDRESS, "rhythm": "quotidienne"}).status_code == 403
    assert not Alert.objects.exists()


@pytest.mark.parametrize(
    "path", ["/nulle-part/", "/actualite/", "https://ailleurs.exemple/", "//ailleurs/", "", "/admin/", "/" + "a" * 4000]
)
def test_only_a_list_is_followed(library, path):
    StandardPageFactory(parent=library.get_parent(), slug="actualite")
    assert person().get("/alertes/nouvelle/", {"liste": path}).status_code == 404


def test_a_restricted_list_is_followed_by_nobody(mobility, library):
    library.view_restrictions.create(restriction_type="login")
    assert person().get(LIBRARY).status_code == 404


def test_a_collectivite_is_followed_from_its_page(library):
    rennes = LocalAuthorityFactory(slug="rennes", name="Rennes")
    UseCasePageFactory(parent=library, authority=rennes)
    page = person().get("/collectivites/rennes/").content.decode()

    assert "/alertes/nouvelle/?liste=%2Fcollectivites%2Frennes%2F" in page
    alert = follow("/alertes/nouvelle/?liste=/collectivites/rennes/")
    assert (alert.path, alert.conditions) == ("/collectivites/rennes/", "")


def test_an_unknown_value_is_said_and_left_out(mobility):
    page = person().get(f"{LIBRARY}&theme=inconnu&theme=mobilites")
    assert "valeur inconnue (« inconnu »)" in text(page)

    assert follow(f"{LIBRARY}&theme=inconnu&theme=mobilites").conditions == "theme=mobilites"


def test_the_form_of_an_alert_asks_few_queries(mobility, django_assert_max_num_queries):
    person().get(LIBRARY)
    with django_assert_max_num_queries(12):
        person().get(f"{LIBRARY}&theme=mobilites&q=velo")
