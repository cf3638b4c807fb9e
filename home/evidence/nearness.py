"""What a quotation that is not word for word in its text has that the text has not."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from home.evidence.quotation import comparable

CLOSE_ENOUGH = 0.6
"""Share of the words that must be the same for a passage to be shown beside a quotation."""
TOLD = 3
"""Differences told; the rest shows when those are mended."""


def differences(quotation: str, texts: Sequence[str]) -> list[str]:
    """« écrit » beside « dit », first differences first; empty when no passage looks like the quotation."""
    quoted = comparable(quotation).split()
    lines = [line.split() for text in texts for line in comparable(text).splitlines()]
    found = max((_nearest(quoted, line) for line in lines), key=lambda near: near[0], default=(0.0, []))
    share, passage = found
    return list(_told(quoted, passage))[:TOLD] if share >= CLOSE_ENOUGH else []


def _nearest(quoted: list[str], line: list[str]) -> tuple[float, list[str]]:
    """The words of the line from the first to the last that it shares with the quotation, and how near they are."""
    blocks = [block for block in _matcher(quoted, line).get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, []
    start = max(0, blocks[0].b - blocks[0].a)
    end = blocks[-1].b + len(quoted) - blocks[-1].a
    passage = line[start:end]
    return _matcher(quoted, passage).ratio(), passage


def _matcher(quoted: list[str], words: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, quoted, words, autojunk=False)


def _told(quoted: list[str], passage: list[str]) -> Iterator[str]:
    for verb, start, end, from_, to in _matcher(quoted, passage).get_opcodes():
        here, there = " ".join(quoted[start:end]), " ".join(passage[from_:to])
        if verb == "replace":
            yield f"«\u00a0{here}\u00a0» au lieu de «\u00a0{there}\u00a0»"
        elif verb == "delete":
            yield f"«\u00a0{here}\u00a0» est en trop"
        elif verb == "insert":
            yield f"il manque «\u00a0{there}\u00a0»"
