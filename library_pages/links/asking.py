"""Ask a site whether it still answers at an address: HEAD, then GET from those who do not know HEAD."""

import socket
import ssl
import time
from contextlib import suppress
from enum import Enum
from http.client import HTTPConnection, HTTPException
from threading import Timer
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.encoding import iri_to_uri

from library_pages.links.hosts import NotPublicError, Rule, is_public, resolve

TIMEOUT = 10.0
"""Seconds that a site has to answer, redirects included."""
MOST_HOPS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
REFUSALS = frozenset({401, 403, 407, 429, 451})
"""The site is there, and does not want to be asked by a machine."""
NO_NETWORK = frozenset({socket.EAI_AGAIN})
"""We are cut off: nothing is learnt of the site."""

WORDS: dict[type[Exception], str] = {
    NotPublicError: "adresse qui n’est pas publique",
    TimeoutError: "pas de réponse à temps",
    socket.gaierror: "nom de domaine introuvable",
    ssl.SSLError: "certificat refusé",
    ConnectionRefusedError: "connexion refusée",
    UnicodeError: "adresse mal formée",
}
"""What went wrong, for staff."""


class Verdict(Enum):
    ANSWERS = "answers"
    REFUSES = "refuses"
    FAILS = "fails"
    GONE = "gone"
    UNKNOWN = "unknown"


class Answer(NamedTuple):
    verdict: Verdict
    said: str
    """In French, for staff."""


def ask(url: str, agent: str, allowed: Rule = is_public) -> Answer:
    """Never raises; at most twice `TIMEOUT`."""
    answer = _asked("HEAD", url, agent, allowed)
    return answer if answer.verdict is Verdict.ANSWERS else _asked("GET", url, agent, allowed)


def _asked(method: str, url: str, agent: str, allowed: Rule) -> Answer:
    try:
        return _followed(method, url, agent, allowed)
    except (OSError, HTTPException, ValueError) as error:
        is_ours = isinstance(error, socket.gaierror) and error.errno in NO_NETWORK
        said = next((words for kind, words in WORDS.items() if isinstance(error, kind)), "connexion impossible")
        return Answer(Verdict.UNKNOWN if is_ours else Verdict.FAILS, said)


def _followed(method: str, url: str, agent: str, allowed: Rule) -> Answer:
    end = time.monotonic() + TIMEOUT
    for _ in range(MOST_HOPS):
        status, location = _request(method, urlsplit(iri_to_uri(url)), agent, allowed, end)
        if status not in REDIRECTS or not location:
            return _judged(status)
        url = urljoin(url, location)
    return Answer(Verdict.FAILS, "trop de redirections")


def _judged(status: int) -> Answer:
    if status in GONE:
        return Answer(Verdict.GONE, f"réponse {status}")
    if status in REFUSALS:
        return Answer(Verdict.REFUSES, f"réponse {status}")
    return Answer(Verdict.ANSWERS if status < 400 else Verdict.FAILS, f"réponse {status}")


def _request(method: str, parts: SplitResult, agent: str, allowed: Rule, end: float) -> tuple[int, str]:
    """Status and where it redirects to; the body is never read. Raises OSError, HTTPException, ValueError."""
    is_secure = parts.scheme == "https"
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotPublicError
    port = parts.port or (443 if is_secure else 80)
    address = resolve(parts.hostname, port, allowed)
    left = max(end - time.monotonic(), 0.1)
    connection = (_SecureConnection if is_secure else _Connection)(parts.hostname, port, timeout=left)
    connection.address = address
    late = Timer(left, _cut, [connection])  # a timeout of sockets counts the silence between two bytes, not the whole
    late.start()
    try:
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request(method, target, headers={"User-Agent": agent, "Accept": "*/*"})
        response = connection.getresponse()
        return response.status, response.getheader("Location") or ""
    finally:
        late.cancel()
        connection.close()


def _cut(connection: HTTPConnection) -> None:
    """Wakes up whoever reads; of the socket below, TLS having a say of its own otherwise."""
    with suppress(OSError, AttributeError):
        socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


class _Connection(HTTPConnection):
    """To an address that was looked up already."""

    address = ""

    def connect(self) -> None:
        self.sock: Any = socket.create_connection((self.address, self.port), self.timeout)


class _SecureConnection(_Connection):
    default_port = 443

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()
