"""The links of resources: asked politely, of the public web only, and no longer shown once they are dead."""

import datetime
import socket
import time
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from cms.core.content_version import current_version
from home.models import HomePage
from library_pages.links import asking
from library_pages.links.asking import Answer, Verdict, ask
from library_pages.links.checking import check, check_due, due, record, user_agent
from library_pages.links.hosts import is_public
from library_pages.links.to_complete import standing
from library_pages.models import LinkCheck, LinkState, ResourcePage
from tests.factories.resources import ResourceIndexPageFactory, ResourcePageFactory
from tests.library_pages.web import Site, serving

DAY = datetime.timedelta(days=1)
FAILED, ANSWERED = Answer(Verdict.FAILS, "réponse 500"), Answer(Verdict.ANSWERS, "réponse 200")


def this_machine(address: object) -> bool:
    """The rule of the tests: one address of this machine stands for the public web, the others do not."""
    return address == ip_address("127.0.0.1")


@pytest.fixture
def web() -> Iterator[Site]:
    with serving(
        ici=200, disparu=410, en_panne=500, prive=403, ailleurs="/ici", boucle="/boucle", accents="/actualités/"
    ) as site:
        site.answers[quote("/actualités/")] = 200
        yield site


@pytest.fixture
def resource(home: HomePage) -> ResourcePage:
    return ResourcePageFactory(parent=ResourceIndexPageFactory(parent=home), link="https://example.org/jeu")


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/ici", Verdict.ANSWERS),
        ("/ailleurs", Verdict.ANSWERS),
        ("/disparu", Verdict.GONE),
        ("/jamais-vu", Verdict.GONE),
        ("/en_panne", Verdict.FAILS),
        ("/boucle", Verdict.REFUSES),
        ("/prive", Verdict.REFUSES),
        ("/accents", Verdict.ANSWERS),
    ],
)
def test_a_site_is_believed_on_what_it_answers(web: Site, path: str, verdict: Verdict) -> None:
    assert ask(web.url(path), "essai", this_machine).verdict is verdict


def test_a_site_that_does_not_know_head_is_asked_for_the_page(web: Site) -> None:
    web.answers["HEAD /ici"] = 405

    assert ask(web.url("/ici"), user_agent(), this_machine).verdict is Verdict.ANSWERS
    assert [(method, path) for method, path, _ in web.asked] == [("HEAD", "/ici"), ("GET", "/ici")]
    assert {agent for *_, agent in web.asked} == {user_agent()}
    assert "http" in user_agent()


def test_a_site_that_never_ends_its_answer_is_left(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "TIMEOUT", 0.3)
    start = time.monotonic()

    assert ask(web.url("/lent"), "essai", this_machine).verdict is Verdict.FAILS
    assert time.monotonic() - start < 5


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_machine_that_never_opens_is_left_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "TIMEOUT", 0.3)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        busy = [socket.socket() for _ in range(3)]
        for one in busy:
            one.setblocking(False)
            one.connect_ex(full.getsockname())

        answer = ask(f"http://127.0.0.1:{full.getsockname()[1]}/", "essai", this_machine)

        for one in busy:
            one.close()
    assert answer == Answer(Verdict.SILENT, "pas de réponse à temps")


def test_every_address_of_a_machine_is_tried(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """An accented name is looked up in the writing that machines have for it."""

    known = {"www.xn--mdiation-b1a.fr": ["127.0.0.2", "127.0.0.1"]}

    def lookup(host: str, port: int, *_: object, **__: object) -> list[object]:
        kind = (socket.AF_INET, socket.SOCK_STREAM, 0, "")
        return [(*kind, (address, port)) for address in known.get(host, [host])]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)

    assert ask(web.url("/ici", "www.médiation.fr"), "essai", lambda _: True).verdict is Verdict.ANSWERS


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *("::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::"),
    ],
)
def test_a_machine_beside_ours_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


def test_nothing_is_asked_of_a_machine_beside_ours(web: Site) -> None:
    assert is_public(ip_address("185.15.58.224"))
    assert ask(web.url("/ici"), "essai") == Answer(Verdict.FAILS, "adresse qui n’est pas publique")
    assert ask(web.url("/ici", "localhost"), "essai").verdict is Verdict.FAILS
    assert ask("file:///etc/passwd", "essai").verdict is Verdict.FAILS
    assert web.asked == []

    web.answers["/detour"] = web.url("/ici", "127.0.0.2")
    assert ask(web.url("/detour"), "essai", this_machine).said == "adresse qui n’est pas publique"
    assert {path for _, path, _ in web.asked} == {"/detour"}


def test_a_dead_link_is_not_shown_until_it_answers_again(client: Client, resource: ResourcePage) -> None:
    def shown() -> str:
        return client.get(resource.url).content.decode()

    first = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
    record(resource, FAILED, first)
    assert f'href="{resource.link}"' in shown()

    record(resource, FAILED, first + DAY)
    page = shown()
    assert resource.link not in page
    assert 'Lien indisponible depuis le <time datetime="2026-03-02">2 mars 2026</time>' in page

    record(resource, ANSWERED, first + 2 * DAY)
    assert f'href="{resource.link}"' in shown()


def test_gone_is_dead_at_once_and_a_new_address_is_alive_until_asked(
    client: Client, resource: ResourcePage, web: Site
) -> None:
    resource.link = web.url("/disparu")
    resource.save()
    assert check(resource, this_machine).state == LinkState.DEAD
    assert resource.link not in client.get(resource.url).content.decode()

    resource.link = web.url("/ici")
    resource.save()
    assert f'href="{resource.link}"' in client.get(resource.url).content.decode()
    assert check(resource, this_machine).state == LinkState.ALIVE


def test_being_cut_off_teaches_nothing(resource: ResourcePage) -> None:
    now = timezone.now()
    record(resource, FAILED, now - 2 * DAY)
    kept = record(resource, Answer(Verdict.UNKNOWN, "nom de domaine introuvable"), now)
    assert (kept.state, kept.failing_since) == (LinkState.FAILING, timezone.localdate(now - 2 * DAY))


def test_silence_is_the_fault_of_a_site_once_another_has_answered(resource: ResourcePage) -> None:
    now = timezone.now()
    silent = Answer(Verdict.SILENT, "pas de réponse à temps")
    other = ResourcePageFactory(parent=resource.get_parent(), link="https://example.org/autre")
    record(other, ANSWERED, now - 4 * DAY)
    record(resource, silent, now - 3 * DAY)
    assert record(resource, silent, now - 2 * DAY).state == LinkState.FAILING

    record(other, ANSWERED, now - DAY)

    assert record(resource, silent, now).state == LinkState.DEAD


def test_a_site_that_was_never_reached_waits_for_its_first_check(resource: ResourcePage) -> None:
    record(resource, Answer(Verdict.UNKNOWN, "nom de domaine introuvable"), timezone.now() - DAY)

    page = ResourcePage.objects.get()
    assert standing(page) == "Pas encore contrôlé"
    assert list(due(timezone.now())) == [page]


def test_the_worker_asks_what_is_due_by_the_rule_of_the_public_web(resource: ResourcePage, web: Site) -> None:
    resource.link = web.url("/ici")
    resource.save()

    check_due()

    assert LinkCheck.objects.get().answer == "adresse qui n’est pas publique"
    assert web.asked == []


def test_the_same_answer_makes_no_new_version_of_the_site(resource: ResourcePage) -> None:
    now = timezone.now()
    record(resource, ANSWERED, now - DAY)
    before = current_version()

    assert record(resource, ANSWERED, now).checked_at == now
    assert current_version() == before


def test_a_link_is_asked_each_week_and_each_day_when_in_doubt(resource: ResourcePage) -> None:
    now = timezone.now()
    index = resource.get_parent()
    for offline in ({"live": False, "link": "https://example.org/brouillon"}, {"link": ""}):
        ResourcePageFactory(parent=index, **offline)

    def waits(answer: Answer | None, days: float) -> bool:
        LinkCheck.objects.all().delete()
        if answer:
            record(resource, answer, now - days * DAY)
        return list(due(now)) == [resource]

    assert waits(None, 0)
    assert waits(ANSWERED, 7)
    assert not waits(ANSWERED, 6.9)
    assert waits(FAILED, 1)
    assert not waits(FAILED, 0.9)

    LinkCheck.objects.update(url="https://example.org/ancienne")
    assert list(due(now)) == [resource]
