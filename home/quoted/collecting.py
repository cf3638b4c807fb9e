"""Every figure that a public page quotes, read once a version of the content in as few queries as there are shapes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db.models import CharField, TextField, Value
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.blocks.sources import FigureBlock
from cms.core.figures import QuotedFigure, contributed
from cms.core.models.figures import FIELDS, QuotedFigureRow
from cms.core.navigation import Crumb
from cms.core.public_tree import unrestricted
from cms.members.restricted import is_restricted
from cms.workflow.public_words import all_blocks

IN_STORED_FIGURE = '"number"'
"""What the stored text of a body holds when it has a block « Chiffre sourcé » at any depth."""


def quoted_by_public_pages() -> dict[QuotedFigure, list[Crumb]]:
    """Each figure, and the pages that quote it in the order of the tree."""
    quoting: dict[int, list[QuotedFigure]] = defaultdict(list)
    for found in (_in_bodies(), _in_rows(), contributed()):
        for key, figure in found:
            quoting[key].append(figure)
    pages: dict[QuotedFigure, list[Crumb]] = defaultdict(list)
    for page in unrestricted(Page.objects.filter(pk__in=quoting)).order_by("path"):
        for figure in dict.fromkeys(quoting[page.pk]):
            pages[figure].append(Crumb(page.title, page.url))
    return pages


def _in_bodies() -> Iterator[tuple[int, QuotedFigure]]:
    for key, label, name, stored in _stored_bodies():
        page = apps.get_model(label)(pk=key)
        setattr(page, name, stored)
        for placed in all_blocks(page):
            if isinstance(placed.block, FigureBlock):
                yield key, placed.value.quoted


def _stored_bodies() -> Sequence[tuple[int, str, str, str]]:
    """Key, class, field and stored text of the bodies that may hold a figure: one query for all classes."""
    first, *others = [
        model._base_manager.annotate(
            label=Value(model._meta.label, CharField()),
            held_in=Value(field.name, CharField()),
            stored=Cast(field.name, TextField()),
        )
        .filter(stored__contains=IN_STORED_FIGURE)
        .order_by()
        .values_list("pk", "label", "held_in", "stored")
        for model in apps.get_models()
        if issubclass(model, Page)
        for field in model._meta.local_fields
        if isinstance(field, StreamField) and not is_restricted(model, field.name)
    ]
    return list(first.union(*others, all=True))


def _in_rows() -> Iterator[tuple[int, QuotedFigure]]:
    """One query for all classes of rows: they read alike."""
    classes: list[Any] = [
        model for model in apps.get_models() if issubclass(model, QuotedFigureRow) and not is_restricted(model)
    ]
    first, *others = [model._base_manager.order_by().values_list("page_id", *FIELDS) for model in classes]
    for key, *said in first.union(*others, all=True):
        yield key, classes[0](**dict(zip(FIELDS, said, strict=True))).quoted
