"""Checks of what a version says, whatever its class: figures, pictures, personal details."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.images.blocks import ImageBlock

from cms.core.blocks.sources import FigureBlock
from cms.core.models.figures import QuotedFigureRow
from cms.workflow.checks import Finding, rows_anchor
from cms.workflow.public_words import all_blocks, passages

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
"""Bounded as RFC 5321 bounds an address: without it a long word costs the square of its length."""
LINKED = re.compile(r"(?:mailto|tel):([^\"\\]+)")
SPACE = r"[\s.\-\u00a0\u202f]?"
PHONE = re.compile(rf"(?<![\d/])(?:(?:\+|00)33{SPACE}(?:\(0\){SPACE})?|0)[1-9](?:{SPACE}\d{{2}}){{4}}(?!\d)")


def figures_without_source(page: Any) -> Iterator[Finding]:
    """A figure that nobody can check, wherever the version quotes it."""
    for placed in all_blocks(page):
        if isinstance(placed.block, FigureBlock):
            yield from _figure_gaps(placed.value, placed.anchor)
    for relation in get_all_child_relations(type(page)):
        if issubclass(relation.related_model, QuotedFigureRow):
            name = relation.get_accessor_name()
            for row in getattr(page, name).all():
                yield from _figure_gaps(row, rows_anchor(page, name))


def _figure_gaps(figure: Any, anchor: str) -> Iterator[Finding]:
    for gap in figure.gaps:
        yield Finding(f"Le chiffre «\u00a0{figure.amount}\u00a0» n’a pas de {gap}.", anchor, blocking=True)


def images_without_alternative(page: Any) -> Iterator[Finding]:
    for placed in all_blocks(page):
        image = placed.value
        if isinstance(placed.block, ImageBlock) and image and not image.decorative and not image.contextual_alt_text:
            missing = (
                f"L’image «\u00a0{image.title}\u00a0» n’a pas d’alternative textuelle et n’est pas dite décorative."
            )
            yield Finding(missing, placed.anchor, blocking=True)


def personal_details(page: Any) -> Iterator[Finding]:
    """An address or a number that everybody would read: of a service it is welcome, of a person it is not."""
    for passage in passages(page):
        words = " ".join([passage.text, *LINKED.findall(passage.source)])
        for kind, pattern in (("adresse électronique", EMAIL), ("numéro de téléphone", PHONE)):
            for found in dict.fromkeys(pattern.findall(words)):
                said = f"{capfirst(passage.label)}\u00a0: {kind} visible de tous («\u00a0{found}\u00a0»)."
                yield Finding(said, passage.anchor)
