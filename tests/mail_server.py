"""A real mail server on this machine, and the faults it can have."""

import asyncio
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

ACCEPTED = "250 OK"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


class MailServer:
    """Keeps what it receives. `rcpt` answers for an address; `delay` is what it waits, in seconds, before it says that
    it has taken a message.
    """

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.rcpt: Callable[[str], str] = lambda address: ACCEPTED
        self.delay = 0.0
        self.port = free_port()
        logging.getLogger("mail.log").setLevel(logging.ERROR)  # what the other side logs is not what we log
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's names
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        answer = self.rcpt(address)
        if answer == ACCEPTED:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        await asyncio.sleep(self.delay)
        return ACCEPTED

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def silent_server() -> Iterator[int]:
    """The port of a server that takes a connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]
