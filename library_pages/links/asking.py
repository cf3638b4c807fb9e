"""Ask a site whether it still answers at an address: HEAD, then GET from those who do not know HEAD."""

import errno
import socket
import ssl
import time
from collections.abc import Sequence
from contextlib import suppress
from enum import Enum
from http.client import HTTPConnection, HTTPException
from threading import Timer
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.encoding import iri_to_uri

from library_pages.links.hosts import NotPublicError, Rule, is_public, resolve

TIMEOUT = 5.0
"""Seconds that a site has to answer, redirects included."""
MOST_HOPS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
REFUSALS = frozenset({401, 403, 407, 429, 451})
"""The site is there, and does not want to be asked by a machine."""
NO_NAMES = frozenset({socket.EAI_AGAIN})
NO_NETWORK = frozenset({errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTUNREACH})
"""We are cut off: nothing is learnt of the site."""
RESPONSE = "réponse"
"""Begins what is said of a site that answered, whatever it answered."""

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
    SILENT = "silent"
    """Nothing came back: the fault of the site, or of the network between."""
    GONE = "gone"
    UNKNOWN = "unknown"


class Answer(NamedTuple):
    verdict: Verdict
    said: str
    """In French, for staff."""


def ask(url: str, agent: str, allowed: Rule = is_public) -> Answer:
    """Never raises; at most twice `TIMEOUT`, and what the machine takes to look names up."""
    answer = _asked("HEAD", url, agent, allowed)
    return answer if answer.verdict is Verdict.ANSWERS else _asked("GET", url, agent, allowed)


def _asked(method: str, url: str, agent: str, allowed: Rule) -> Answer:
    try:
        return _followed(method, url, agent, allowed)
    except (OSError, HTTPException, ValueError) as error:
        said = next((words for kind, words in WORDS.items() if isinstance(error, kind)), "connexion impossible")
        return Answer(_fault(error), said)


def _fault(error: Exception) -> Verdict:
    """Browsers complete the chain of a certificate, and may read what we refuse."""
    if isinstance(error, ssl.SSLError):
        return Verdict.REFUSES
    if not isinstance(error, OSError) or isinstance(error, NotPublicError):
        return Verdict.FAILS
    cut_off = NO_NAMES if isinstance(error, socket.gaierror) else NO_NETWORK
    return Verdict.UNKNOWN if error.errno in cut_off else Verdict.SILENT


def _followed(method: str, url: str, agent: str, allowed: Rule) -> Answer:
    end = time.monotonic() + TIMEOUT
    for _ in range(MOST_HOPS):
        status, location = _request(method, _ascii(url), agent, allowed, end)
        if status not in REDIRECTS or not location:
            return _judged(status)
        url = urljoin(url, location)
    return Answer(Verdict.REFUSES, "trop de redirections")  # what a site does to whoever keeps no cookie


def _ascii(url: str) -> SplitResult:
    """As it is asked for: the name of the machine has a writing of its own."""
    parts = urlsplit(url)
    if parts.hostname and not parts.hostname.isascii():
        port = f":{parts.port}" if parts.port else ""
        parts = parts._replace(netloc=parts.hostname.encode("idna").decode("ascii") + port)
    return urlsplit(iri_to_uri(parts.geturl()))


def _judged(status: int) -> Answer:
    if status in GONE:
        return Answer(Verdict.GONE, f"{RESPONSE} {status}")
    if status in REFUSALS:
        return Answer(Verdict.REFUSES, f"{RESPONSE} {status}")
    return Answer(Verdict.ANSWERS if status < 400 else Verdict.FAILS, f"{RESPONSE} {status}")


def _request(method: str, parts: SplitResult, agent: str, allowed: Rule, end: float) -> tuple[int, str]:
    """Status and where it redirects to; the body is never read. Raises OSError, HTTPException, ValueError."""
    is_secure = parts.scheme == "https"
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotPublicError
    port = parts.port or (443 if is_secure else 80)
    addresses = resolve(parts.hostname, port, allowed)
    connection = (_SecureConnection if is_secure else _Connection)(parts.hostname, port)
    connection.addresses, connection.end = addresses, end
    late = Timer(
        _left(end), _cut, [connection]
    )  # a timeout of sockets counts the silence between two bytes, not the whole
    late.start()
    try:
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request(method, target, headers={"User-Agent": agent, "Accept": "*/*"})
        response = connection.getresponse()
        location = response.getheader("Location") or ""
        return response.status, location.encode("latin-1").decode("utf-8", "surrogateescape")
    finally:
        late.cancel()
        connection.close()


def _left(end: float) -> float:
    return max(end - time.monotonic(), 0.1)


def _cut(connection: HTTPConnection) -> None:
    """Wakes up whoever reads; of the socket below, TLS having a say of its own otherwise."""
    if not connection.sock:
        return  # not connected yet: `connect` has its own time
    with suppress(OSError, AttributeError):
        socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


class _Connection(HTTPConnection):
    """To the first that opens of the addresses that were looked up already, before `end`."""

    addresses: Sequence[str] = ()
    end = 0.0

    def connect(self) -> None:
        for others, address in zip(reversed(range(len(self.addresses))), self.addresses, strict=True):
            try:
                self.sock: Any = socket.create_connection((address, self.port), _left(self.end) / (others + 1))
                break
            except OSError:
                if not others:
                    raise
        self.sock.settimeout(_left(self.end))


class _SecureConnection(_Connection):
    default_port = 443

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()
