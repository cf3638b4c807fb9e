"""What leaves the site by mail during a journey: the demonstration prints it in its log."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

LIMIT = 60
"""Seconds that the worker may take to send a mail, on a busy machine."""


@dataclass
class Mails:
    """Each reading begins after the one before."""

    log: Path
    read: int = 0

    @classmethod
    def from_now(cls, folder: Path) -> "Mails":
        """Those that leave the site of this folder from now on."""
        log = folder / "log"
        return cls(log, len(log.read_text()))

    def link(self, action: str) -> str:
        """The path of the signed link below the words of the button."""
        return self.find(re.compile(rf"^{action}[^:\n]*:\s+http://localhost:\d+(/lien/\S+/)\n", re.MULTILINE))

    def find(self, wanted: re.Pattern[str]) -> str:
        """The group of the next mail that reads so, once it has left."""
        deadline = time.monotonic() + LIMIT
        while time.monotonic() < deadline:
            if found := wanted.search(self.log.read_text(), self.read):
                self.read = found.end()
                return found[1]
            time.sleep(0.1)
        pytest.fail("no mail left")
