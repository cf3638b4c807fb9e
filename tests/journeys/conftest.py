"""A real Chromium on the demonstration as `make run` serves it: gunicorn, hashed static files, strict headers."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from tests.journeys.weight import Weight, weigh

ADDRESSES = {
    "home": "/",
    "listing": "/bibliotheque/",
    "filtered listing": "/bibliotheque/?cible=citoyens",
    "empty listing": "/bibliotheque/?q=zzzz",
    "listing of a kind": "/bibliotheque/?type=charte",
    "filters": "/bibliotheque/filtres/",
    "comparison": "/bibliotheque/comparer/",
    "filters of a charter": "/chartes/filtres/",
    "filters of the site": "/recherche/filtres/",
    "whole site": "/recherche/",
    "fiche": "",
    "charters": "/chartes/",
    "charter": "/chartes/nantes-charte-donnee-ia-2025/",
    "press kit": "/chartes/nantes-boussole-ia/citer/",
    "manifesto": "/manifeste/",
    "chapter": "/manifeste/utilite-proportionnalite/",
    "whole manifesto": "/manifeste/texte/",
    "versions of the manifesto": "/manifeste/versions/",
    "evidence": "/manifeste/preuves/",
    "a piece of evidence": "",
    "cross reading": "/chartes/lecture-croisee/",
    "missing clauses": "/chartes/lecture-croisee/?charte=nantes-boussole-ia",
    "resources": "/ressources/",
    "resource": "/ressources/bataille-de-l-ia/",
    "action plan": "/plan-d-action/",
    "publications": "/publications/",
    "publication": "/publications/mythes-et-enjeux/",
    "news": "/actualites/",
    "press release": "/actualites/communique-2025-03-13/",
    "event": "/actualites/forum-rennes-2025/",
    "elected officials": "/elus/",
    "association": "/l-association/",
    "figures": "/chiffres/",
    "digital dependence": "/dependance-numerique/",
    "European solutions": "/dependance-numerique/solutions-europeennes/",
    "volunteering": "/dependance-numerique/se-porter-volontaire/?q=rennes",
    "concertations": "/concertations/",
    "campaign": "/concertations/campagne-2024-2025/",
    "report": "/concertations/montpellier-mediterranee-metropole/",
    "committed territory": "/concertations/territoires/toulouse-metropole/",
    "passages": "/concertations/propositions/",
    "authorities": "/collectivites/",
    "authority": "/collectivites/rennes-metropole/",
    "twins": "/collectivites/rennes-metropole/jumelles/",
    "sorted by distance": "/bibliotheque/?tri=proximite&pres-de=rennes",
    "sorted from nowhere": "/bibliotheque/?tri=proximite&pres-de=atlantide",
    "grouped": "/bibliotheque/?tri=collectivite",
    "actors": "/acteurs/",
    "actor": "/acteurs/leakmited/",
    "solutions": "/solutions/",
    "solution": "/solutions/delibia/",
    "search": "/recherche/?q=eau",
    "plan": "/plan-du-site/",
    "plan of a section": "/plan-du-site/bibliotheque/",
    "accessibility": "/accessibilite/",
    "legal notice": "/mentions-legales/",
    "personal data": "/donnees-personnelles/",
    "contact": "/contact/",
    "eco-design": "/ecoconception/",
    "not found": "/nulle-part/",
}

READER: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 900},
    "color_scheme": "light",
    "reduced_motion": "reduce",
    "locale": "fr-FR",
}
TIMEOUT = 15_000
"""Milliseconds."""
START_LIMIT = 600
"""Seconds to load the demonstration, collect the static files and answer, on a busy machine."""


@dataclass
class Visitor:
    """Someone with a new browser: no cookie, nothing cached."""

    page: Page
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """Violations of the content policy and uncaught errors, on every page visited."""

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda message: self._read(message.text))

    def _read(self, message: str) -> None:
        if "Content Security Policy" in message:
            self.problems.append(message)

    def go(self, address: str) -> Page:
        self.page.goto(address)
        return self.page

    def in_window(self, width: int, dark: bool) -> Page:
        """What it shows, once it has that width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.page.wait_for_function("width => innerWidth === width", arg=width)
        return self.page


NewVisitor = Callable[..., Visitor]


@dataclass(frozen=True)
class OpenedPage:
    visitor: Visitor
    address: str
    weight: Weight

    def page(self, *, width: int = 1280, dark: bool = False) -> Page:
        """As it is in such a window."""
        return self.visitor.in_window(width, dark)


def service_missing(reason: str) -> None:
    """Skip, or fail where REQUIRE_SERVICES=1 says that everything must be there."""
    (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(reason)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="package")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration writes: its database, and `log`, with what `make run` prints and the mails it sends."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="package")
def site(site_folder: Path, installed_file: Path | None) -> Iterator[str]:
    """Address of the demonstration, in a folder and on a port of its own."""
    folder, port = site_folder, free_port()
    if installed_file:
        shutil.copyfile(installed_file, folder / "db.sqlite3")
    variables = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "ELASTICSEARCH_URL"}}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [".ci/serve"],
            cwd=settings.BASE_DIR,
            env=variables | {"DATA_DIR": str(folder), "PORT": str(port)},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_open(process, folder / "log")
        yield f"http://localhost:{port}"
    finally:
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does
        process.wait(timeout=60)
    with pytest.raises(ProcessLookupError):  # nothing of it is left
        os.killpg(process.pid, 0)


def wait_until_open(process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT
    while "Le site est ouvert" not in log.read_text():
        try:
            process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            assert time.monotonic() < deadline, log.read_text()
        else:
            pytest.fail(log.read_text())


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The Chromium of the machine; of the package and not of the session: its loop must not outlive these tests."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not executable:
        service_missing("Aucun Chromium : installez le paquet chromium, ou donnez son chemin dans CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def signed_in(chromium: Browser, site: str, site_folder: Path) -> Callable[[str], StorageState]:
    """The cookies of an account of the demonstration, who signs in once: a recovery code does not serve twice."""

    @cache
    def cookies(account: str) -> StorageState:
        printed = (site_folder / "log").read_text()
        password = re.search(r"mot de passe (\S+),", printed)[1]
        email, code = re.search(rf"({account}@\S+)(?:.*code de secours : (\w+))?", printed).groups()
        with closing(chromium.new_context(base_url=site, **READER)) as context:
            page = context.new_page()
            page.goto("/compte/login/")
            page.locator("[name=login]").fill(email)
            page.locator("[name=password]").fill(password)
            page.get_by_role("button", name="Se connecter").click()
            if code:
                page.locator("[name=code]").fill(code)
                page.get_by_role("button", name="Continuer").click()
            page.wait_for_url(lambda url: "/login/" not in url and "authenticate" not in url)
            return context.storage_state()

    return cookies


@pytest.fixture
def new_visitor(chromium: Browser, site: str) -> Iterator[NewVisitor]:
    """`new_visitor(width=320, dark=True, javascript=False)`; `cookies=signed_in("relecteur")` for an account."""
    contexts: list[BrowserContext] = []

    def visitor(
        *, width: int = 1280, dark: bool = False, javascript: bool = True, cookies: StorageState | None = None
    ) -> Visitor:
        context = chromium.new_context(
            base_url=site,
            java_script_enabled=javascript,
            storage_state=cookies,
            **READER | {"viewport": {"width": width, "height": 900}, "color_scheme": "dark" if dark else "light"},
        )
        context.set_default_timeout(TIMEOUT)
        contexts.append(context)
        return Visitor(context.new_page())

    yield visitor
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def tab(chromium: Browser, site: str) -> Iterator[Visitor]:
    """One for all the templates, and it keeps nothing of a page for the next: a new browser costs four times a page."""
    with closing(chromium.new_context(base_url=site, **READER)) as context:
        context.set_default_timeout(TIMEOUT)
        yield Visitor(context.new_page())


@pytest.fixture(scope="package", params=ADDRESSES)
def opened(request: pytest.FixtureRequest, tab: Visitor, addresses: dict[str, str]) -> OpenedPage:
    """Each public template, opened once: all the tests of the package look at it one after the other."""
    tab.requests.clear()
    tab.problems.clear()
    tab.in_window(1280, dark=False)
    return OpenedPage(tab, addresses[request.param], weigh(tab.page, addresses[request.param]))


@pytest.fixture(scope="package")
def addresses(site: str) -> dict[str, str]:
    """One address for each public template; some are the first of their kind that the API gives."""

    def first(kind: str) -> str:
        with urlopen(f"{site}/api/v1/recherche/?type={kind}", timeout=30) as answer:
            return urlsplit(json.load(answer)["resultats"][0]["url"]).path

    return ADDRESSES | {"fiche": first("fiche"), "a piece of evidence": first("preuve")}
