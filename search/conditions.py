"""What narrows a list, in words: conditions that can be removed, and those that were ignored."""

from collections.abc import Iterator
from typing import NamedTuple

from search.asking import Asked
from search.facets import FACETS
from search.kinds import Noun


class Chip(NamedTuple):
    """An active condition; `url` is the list without it."""

    label: str
    url: str


def heading(asked: Asked, noun: Noun, total: int) -> str:
    """« 13 fiches pour « données » »."""
    counted = noun.counted(total)
    return f"{counted} pour « {asked.text} »" if asked.text else counted


def chips(asked: Asked) -> list[Chip]:
    return list(_chips(asked))


def notices(asked: Asked) -> list[str]:
    """What was asked for and means nothing here."""
    return [f"{message} Ce critère est ignoré." for messages in asked.form.errors.values() for message in messages]


def _chips(asked: Asked) -> Iterator[Chip]:
    address = asked.address
    if asked.text:
        yield Chip(f"« {asked.text} »", str(address.excluding("q")))
    labels = {facet.parameter: facet.label for facet in FACETS}
    for parameter, values in asked.query.selected.items():
        for value in values:
            label = f"{labels[parameter]} : {asked.catalogue.label(parameter, value)}"
            yield Chip(label, str(address.without(parameter, value)))
