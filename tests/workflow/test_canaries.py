"""Nothing that is not public is read anywhere by who may not: every address is opened by everybody."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client, override_settings
from openpyxl import load_workbook

from cms.core.models import OutgoingMail
from cms.members.models import User
from search.exports import EXPORTS
from search.models import SearchEntry
from tests.concertation_pages.canaries import FOLLOWER, OF_STAFF, SPEAKERS
from tests.factories import LocalAuthorityFactory
from tests.sign_in import sign_in
from tests.workflow.addresses import every_address
from tests.workflow.canaries import Canaries, build, restricted_columns
from tests.workflow.test_addresses import rule_of

ROUTES = ("", "reserve/", "historique/", "signaler/")
OTHER_ROUTES = ("reserve/echange/", "reserve/envoye/", "citer/", "filtres/", "flux/", "?format=json")
STEPS = ("", "reprendre/", "apercu/", "verifier/", "projet/", "public/", "essentiel/")
LINK = re.compile(r'(?:href|src|action)="([^"]+)"|<loc>(.*?)</loc>|(?:<link>|<id>)(.*?)</')
LIMIT = 150
"""Links followed beyond the addresses that are known: more would be combinations of filters."""

HIDDEN = {
    *("draft", "changes", "in review", "scheduled", "in a lot", "archived", "expired", "sent back", "private page"),
    *("lot", "reason", "comment", "document", "content of a document", "image", "error report", "answer to a report"),
    *OF_STAFF,
    FOLLOWER,
    *SPEAKERS,
}
PUBLIC = {"public", "public charter", "public before changes"}
ON_THE_DESK = HIDDEN - OF_STAFF - SPEAKERS - {FOLLOWER, "document", "content of a document", "image"}
"""What a relecteur reads in the admin, with the annexes of the versions. He opens no file."""


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Canaries]:
    """Once for all the tests, which undo what they do."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def canaries(built: Canaries, db: None) -> Canaries:
    return built


def front_addresses(canaries: Canaries, role: str) -> Iterator[str]:
    """What can be asked about each page, whether or not it is there; the longest list about the first, a public one."""
    for rank, page in enumerate(canaries.pages):
        yield from (f"{page.url}{route}" for route in (ROUTES if rank else (*ROUTES, *OTHER_ROUTES)))
        yield f"/ref/{getattr(page, 'identifier', '') or 'X'}/"
        yield f"/confirmer/{page.pk}/"
        yield from (f"/contribuer/fiches/{page.pk}/{step}" for step in (STEPS if role == "contributeur" else STEPS[:1]))
    yield from canaries.others


def admin_addresses(canaries: Canaries, role: str) -> Iterator[str]:
    """Everything about one page, and the desk about all; a member is stopped where a contributor is."""
    if role == "membre":
        return
    for rank, page in enumerate(canaries.pages):
        known = {"page_id": page.pk, "page_pk": page.pk, "revision_id": page.latest_revision_id or 1}
        known |= {"parent_page_id": page.get_parent().pk, "revision_id_a": "earliest", "revision_id_b": "latest"}
        for pattern, path in every_address(known):
            tried = rank == 0 and (role != "relecteur" or role in (rule_of(pattern) or ()))
            desk = role == "relecteur" and pattern.startswith(("admin/relecture/", "admin/avis/"))
            if (tried or desk) and "/snippets/" not in path and "/logout/" not in path:
                yield path


def links(path: str, text: str) -> Iterator[str]:
    for found in LINK.findall(text):
        target = urlsplit(urldefrag(urljoin(f"http://localhost{path}", unescape("".join(found)))).url)
        followed = target.netloc == "localhost" and not target.path.startswith(("/static/", "/admin/"))
        if followed and "/logout/" not in target.path and target.query.count("=") <= 1:
            yield target.path + (f"?{target.query}" if target.query else "")


def crawl(client: Client, waiting: list[str], canaries: Canaries) -> dict[str, set[str]]:
    """Name of each canary seen, to the addresses where it was."""
    seen: dict[str, set[str]] = {}
    known, limit = set(waiting), len(waiting) + LIMIT
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = content.decode(errors="replace") + str(answer.headers)
        asked = canaries.seen(path)
        for name in canaries.seen(text) - asked:
            seen.setdefault(name, set()).add(path)
        if not path.startswith("/admin/") and len(known) < limit:
            new = set(links(path, text)) - known
            known |= new
            waiting += sorted(new)
    return seen


READERS: dict[str, tuple[str, str]] = {
    "anonymous": ("", ""),
    "contributor of another collectivité": ("contributeur", "password"),
    "member without his code": ("membre", "password"),
    "member": ("membre", "code"),
    "reviewer": ("relecteur", "mfa"),
}


def test_every_restricted_text_has_its_canary(canaries: Canaries) -> None:
    assert canaries.of_members == restricted_columns()
    assert set(canaries.words) - canaries.of_members == HIDDEN | PUBLIC


@pytest.mark.once  # of the database only the search asks in its own words: the three tests that follow
def test_everybody_reads_what_is_for_him_and_nothing_else(
    canaries: Canaries, account: Callable[..., User], caplog: Any
) -> None:
    expected = dict.fromkeys(READERS, PUBLIC)
    expected["member"] = PUBLIC | canaries.read_by_members
    expected["reviewer"] = PUBLIC | canaries.of_members | ON_THE_DESK
    wrong = {}
    for reader, (role, method) in READERS.items():
        client = Client(headers={"host": "localhost"}, raise_request_exception=False)
        if role:
            sign_in(client, account(role, LocalAuthorityFactory(slug=f"ailleurs-{role}-{method}")), method)
        waiting = ["/", "/sitemap.xml", *front_addresses(canaries, role), *admin_addresses(canaries, role)]
        seen = crawl(client, list(dict.fromkeys(waiting)), canaries)
        if seen.keys() != expected[reader]:
            leaks = {name: sorted(seen[name])[:5] for name in seen.keys() - expected[reader]}
            wrong[reader] = {"leaks": leaks, "unseen": sorted(expected[reader] - seen.keys())}
    assert wrong == {}
    assert canaries.seen(caplog.text) & canaries.of_members == set()


def test_what_is_hidden_is_counted_nowhere(canaries: Canaries, client: Client) -> None:
    answer = client.get("/api/v1/recherche/", headers={"host": "localhost"}).json()
    kinds = {item["type"] for item in answer["resultats"]}
    titles = {name for item in answer["resultats"] for name in canaries.seen(item["titre"])}
    themes = {value["valeur"]: value["nombre"] for value in answer["facettes"]["theme"]}

    assert {"fiche", "charte"} <= kinds
    assert titles == PUBLIC
    assert not themes.get("cache")
    for name, word in canaries.words.items():
        found = client.get(f"/api/v1/recherche/?q={word}", headers={"host": "localhost"}).json()["total"]
        assert found == (name in PUBLIC), name
        told = client.get(f"/recherche/suggestions/?q={word[:4]}", headers={"host": "localhost"}).json()
        assert canaries.seen(str(told)) <= PUBLIC, name
    entries = str(list(SearchEntry.objects.values()))
    assert canaries.seen(entries) == PUBLIC


def test_no_file_of_a_list_and_no_comparison_says_what_is_hidden(
    canaries: Canaries, client: Client, settings: Any
) -> None:
    settings.RATE_LIMIT_FACTOR = 100
    told = ""
    for path in ("/bibliotheque/", "/chartes/", "/recherche/", "/collectivites/ici/"):
        csv, xlsx, json = (client.get(f"{path}{name}", headers={"host": "localhost"}) for name in EXPORTS)
        sheets = load_workbook(BytesIO(xlsx.content)).worksheets
        told += (csv.getvalue() + json.getvalue()).decode()
        told += str([row for sheet in sheets for row in sheet.iter_rows(values_only=True)])
    slugs = [page.slug for page in canaries.pages]
    for others in zip(slugs, slugs[1:], slugs[2:], strict=False):
        answer = client.get("/bibliotheque/comparer/", {"fiche": ["public", *others]}, headers={"host": "localhost"})
        told += answer.content.decode()
    assert canaries.seen(told) == PUBLIC


def test_mails_tell_a_title_to_who_works_on_it_and_no_annex_to_anybody(canaries: Canaries) -> None:
    mails = list(OutgoingMail.objects.all())
    assert mails
    team = set(User.objects.values_list("email", flat=True))
    for mail in mails:
        told = canaries.seen(f"{mail.subject} {mail.text} {mail.html}")
        assert not told & canaries.of_members
        assert not told & HIDDEN or mail.to in team
