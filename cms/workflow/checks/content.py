"""Checks of what a version says, whatever its class: figures, pictures, personal details."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from wagtail.images.blocks import ImageBlock

from cms.core.blocks.sources import FigureBlock
from cms.workflow.checks import Finding
from cms.workflow.public_words import all_blocks, passages

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
"""Bounded as RFC 5321 bounds an address: without it a long word costs the square of its length."""
LINKED = re.compile(r"(?:mailto|tel):([^\"\\]+)")
SPACE = r"[\s.\-\u00a0\u202f]?"
PHONE = re.compile(rf"(?<![\d/])(?:(?:\+|00)33{SPACE}(?:\(0\){SPACE})?|0)[1-9](?:{SPACE}\d{{2}}){{4}}(?!\d)")


def figures_without_source(page: Any) -> Iterator[Finding]:
    for placed in all_blocks(page):
        if isinstance(placed.block, FigureBlock) and not placed.value["source"]["title"]:
            named = f"{placed.value['number']} {placed.value['unit'] or ''}".strip()
            yield Finding(f"Le chiffre «\u00a0{named}\u00a0» n’a pas de source.", placed.anchor, blocking=True)


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
