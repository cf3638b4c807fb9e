"""A site of the web on this machine, for what asks other sites."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


class Site(ThreadingHTTPServer):
    """`answers` gives the status of a path, or where it redirects to; « /lent » sends a byte now and then, for ever."""

    daemon_threads = True

    def __init__(self, answers: dict[str, int | str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.asked: list[tuple[str, str, str]] = []
        """Method, path and user agent of each request."""
        self.closing = Event()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:  # name of the standard library
        self.answer()

    do_GET = do_HEAD  # noqa: N815

    def answer(self) -> None:
        site = self.server
        site.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path == "/lent":
            self.drip()
            return
        answer = site.answers.get(f"{self.command} {self.path}", site.answers.get(self.path, 404))
        self.send_response(answer if isinstance(answer, int) else 302)
        if isinstance(answer, str):
            self.send_header("Location", answer.encode().decode("latin-1"))  # UTF-8, as sites send it
        self.end_headers()

    def drip(self) -> None:
        try:
            while not self.server.closing.wait(0.05):
                self.wfile.write(b"H")
        except OSError:
            return

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def serving(**answers: int | str) -> Iterator[Site]:
    """`ici=200` answers at « /ici »."""
    site = Site({f"/{name}": answer for name, answer in answers.items()})
    thread = Thread(target=site.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        site.shutdown()
        site.server_close()
        thread.join()
