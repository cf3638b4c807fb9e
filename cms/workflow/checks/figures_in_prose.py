"""Figures that a version gives in a sentence, where nobody reads who counted them."""

import re
from collections.abc import Iterator
from typing import Any

from cms.core.blocks.sources import FigureBlock, QuoteBlock
from cms.workflow.checks import Finding, field_anchor
from cms.workflow.public_words import Passage, body_blocks, passages

NAMED = 4
"""Figures that the finding names: a reader of the version sees the others."""
SPACE = r"[ \u00a0\u202f]"
UNITS = (
    "%|‰|€|euros?|k€|M€|millions?|milliards?|m²|m³|km²?|hectares?|kg|tonnes?|litres?|kWh|MWh|GWh"
    "|habitants|agents|foyers"
)
MEASURE = re.compile(rf"(?<![\w.,/-])\d{{1,12}}(?:{SPACE}\d{{3}}){{0,4}}(?:[.,]\d{{1,6}})?{SPACE}?(?:{UNITS})(?!\w)")
"""A number with its unit: a year, a date or an article has none."""


def figures_in_prose(page: Any) -> Iterator[Finding]:
    """Once for the version."""
    found: dict[str, str] = {}
    for passage in _prose(page):
        for measure in MEASURE.findall(passage.text):
            found.setdefault(measure, passage.anchor)
    if found:
        named = ", ".join(list(found)[:NAMED]) + (", …" if len(found) > NAMED else "")
        said = "Un chiffre est cité" if len(found) == 1 else "Des chiffres sont cités"
        advice = "Vérifiez la source, ou passez au bloc «\u00a0Chiffre sourcé\u00a0»."
        yield Finding(f"{said} dans une phrase\u00a0: {named}. {advice}", next(iter(found.values())))


def _prose(page: Any) -> Iterator[Passage]:
    """What the page says itself: rows and figures have their own source, quotations their author."""
    fields = {field_anchor(field.name) for field in page._meta.fields}
    quoted = {field_anchor(name) for name in page.quoted_fields}
    blocks = {placed.anchor for placed in body_blocks(page) if not isinstance(placed.block, FigureBlock | QuoteBlock)}
    for passage in passages(page):
        if passage.anchor in (fields - quoted) | blocks:
            yield passage
