"""Several people fill the same section: what each one changed is kept, and nobody overwrites what he has not read.

The answers of a section are taken apart in units: a single answer (« angles »), or one row of a question that takes
several (« proposals:4f2a »). Whoever saves tells the digest of each unit as he read it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concertation_pages.space.questions import Rows, Section

Answers = Mapping[str, Any]
"""Name of a question to its answer, of rows to a list of rows that have a `key`."""
Units = dict[str, Any]
Digests = dict[str, str]
NOTHING = ""
"""Digest of no answer."""
EMPTY: tuple[Any, ...] = ("", None, [], {})


def unit_of(rows: Rows, key: str) -> str:
    return f"{rows.name}:{key}"


def units(section: Section, answers: Answers) -> Units:
    """Every unit that is answered, rows in their order."""
    found: Units = {}
    for asked in section.asked:
        value = answers.get(asked.name)
        if isinstance(asked, Rows):
            for row in value or []:
                content = {name: answer for name, answer in row.items() if name != "key" and answer not in EMPTY}
                if content:
                    found[unit_of(asked, row["key"])] = content
        elif value not in EMPTY:
            found[asked.name] = value
    return found


def answers_of(section: Section, found: Units) -> dict[str, Any]:
    """The answers that these units make."""
    answers: dict[str, Any] = {}
    for unit, value in found.items():
        name, is_row, key = unit.partition(":")
        if is_row:
            answers.setdefault(name, []).append({"key": key, **value})
        else:
            answers[name] = value
    known = [asked.name for asked in section.asked]
    return {name: answers[name] for name in known if name in answers}


def digest(value: Any) -> str:
    if value in EMPTY:
        return NOTHING
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def digests(found: Units) -> Digests:
    return {unit: digest(value) for unit, value in found.items()}


@dataclass(frozen=True)
class Merged:
    """`conflicts`: units that both sides changed, and not alike; `units` keeps theirs there."""

    units: Units
    conflicts: Sequence[str]


def merge(base: Digests, mine: Units, theirs: Units) -> Merged:
    """`mine` has the units that I answered, None for one that I emptied; the others stay as they are."""
    result, conflicts = dict(theirs), []
    for unit, value in mine.items():
        now, read, current = digest(value), base.get(unit, NOTHING), digest(theirs.get(unit))
        if now in (read, current):
            continue
        if current != read:
            conflicts.append(unit)
        elif value in EMPTY:
            del result[unit]
        else:
            result[unit] = value
    return Merged(_arranged(base, mine, result), conflicts)


def _arranged(base: Digests, mine: Units, result: Units) -> Units:
    """My order of the rows when I changed it, with what others added after it."""
    known = [unit for unit in base if unit in mine]
    if [unit for unit in mine if unit in base] == known:
        return result
    ordered = {unit: result[unit] for unit in mine if unit in result}
    return ordered | {unit: value for unit, value in result.items() if unit not in ordered}
