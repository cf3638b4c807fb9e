"""A TCP proxy that treats the answers of a server as a bad network or a bad server would."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, Literal, Self

Mode = Literal["pass", "slow", "hang", "refuse", "cut"]
CHUNK = 65_536


class Proxy:
    """Listens on `port` of 127.0.0.1 and relays to `target_port`. `mode` may change at any time, connections included.

    pass: as without it. slow: every piece of an answer waits `delay` seconds. hang: nothing comes back until the mode
    changes, then what was held does. refuse: connections are refused, and those open are reset. cut: half of the first
    piece of the answer, then a reset.
    """

    def __init__(self, target_port: int, delay: float = 5.0) -> None:
        self.delay = delay
        self.accepted = 0
        """Connections, since the beginning."""
        self._target = target_port
        self._mode: Mode = "pass"
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._changed = asyncio.Event()
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._wait_for(self._listen())
        return self

    def __exit__(self, *error: object) -> None:
        self._wait_for(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def mode(self) -> Mode:
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        self._wait_for(self._change(mode))

    def _wait_for(self, what: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(what, self._loop).result(timeout=10)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        if self._server:
            self._server.close()
            self._server = None
        for writer in list(self._writers):
            writer.transport.abort()

    async def _change(self, mode: Mode) -> None:
        self._mode = mode
        self._changed.set()
        self._changed = asyncio.Event()
        if mode == "refuse":
            await self._stop()
        elif not self._server:
            await self._listen()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        try:
            server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:  # the server is dead: its clients are refused
            writer.transport.abort()
            return
        ends = {writer, server_writer}
        self._writers |= ends
        try:
            await asyncio.gather(self._forward(reader, server_writer), self._answer(server_reader, writer))
        except (OSError, asyncio.IncompleteReadError):
            pass  # either end went away
        finally:
            self._writers -= ends
            for end in ends:
                end.transport.abort()

    async def _forward(self, reader: asyncio.StreamReader, server: asyncio.StreamWriter) -> None:
        while data := await reader.read(CHUNK):
            server.write(data)
            await server.drain()
        raise ConnectionResetError

    async def _answer(self, server: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        while data := await server.read(CHUNK):
            while self._mode == "hang":
                await self._changed.wait()
            if self._mode == "slow":
                await asyncio.sleep(self.delay)
            if self._mode == "cut":
                client.write(data[: len(data) // 2])
                await client.drain()
                break
            client.write(data)
            await client.drain()
        raise ConnectionResetError
