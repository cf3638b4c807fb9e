"""What is done with a row in one press, after everything typed is kept: add, take away, put back, move."""

from typing import NamedTuple

from concertation_pages.space.merging import Units
from concertation_pages.space.section_form import REMOVED

ADD, REMOVE, RESTORE, UP, DOWN = "ajouter", "retirer", "remettre", "monter", "descendre"
SAID = {ADD: "enregistre", REMOVE: "retire", RESTORE: "remis", UP: "deplace", DOWN: "deplace"}


class Gesture(NamedTuple):
    """`rows` is the name of the list; `key` that of the row, none to add one."""

    verb: str
    rows: str
    key: str

    @property
    def unit(self) -> str:
        return f"{self.rows}:{self.key}"

    @property
    def after(self) -> tuple[str, str]:
        """What is said, and where the page opens."""
        return SAID[self.verb], f"ajout-{self.rows}" if self.verb == ADD else f"ligne-{self.rows}-{self.key}"


def asked(text: str) -> Gesture | None:
    """From « monter:proposals:4f2a »."""
    verb, _, rest = text.partition(":")
    rows, _, key = rest.partition(":")
    return Gesture(verb, rows, key) if verb in SAID else None


def apply(gesture: Gesture, mine: Units) -> Units:
    row = mine.get(gesture.unit)
    if gesture.verb == REMOVE and row:
        return mine | {gesture.unit: {**row, REMOVED: True}}
    if gesture.verb == RESTORE and row:
        return mine | {gesture.unit: {name: value for name, value in row.items() if name != REMOVED}}
    return _moved(gesture, mine) if gesture.verb in (UP, DOWN) and row else mine


def _moved(gesture: Gesture, mine: Units) -> Units:
    order = [unit for unit in mine if unit.startswith(f"{gesture.rows}:") and mine[unit]]
    place = order.index(gesture.unit)
    other = place + (-1 if gesture.verb == UP else 1)
    if not 0 <= other < len(order):
        return mine
    order[place], order[other] = order[other], order[place]
    moved = {unit: mine[unit] for unit in order}
    return {unit: value for unit, value in mine.items() if unit not in moved} | moved
