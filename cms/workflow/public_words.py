"""The public words and blocks of a version, each with the place where its author wrote it."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import CharField, EmailField, Model, SlugField, TextField, URLField
from modelcluster.models import get_all_child_relations
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.stream_block import StreamBlock
from wagtail.blocks.struct_block import StructBlock, StructValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable

from cms.members.restricted import is_restricted
from cms.workflow.changes.blocks import texts
from cms.workflow.changes.wording import plain
from cms.workflow.checks import field_anchor, rows_anchor


class Passage(NamedTuple):
    """`text` is what is read; `source` what is stored, with its links."""

    label: str
    anchor: str
    text: str
    source: str


class Placed(NamedTuple):
    """A block of a body, at whatever depth, with the place of the block of the body that holds it."""

    label: str
    anchor: str
    block: Any
    value: Any


def passages(page: Any) -> Iterator[Passage]:
    """Every text that the public would read, restricted ones excluded."""
    for field in page._meta.fields:
        if _is_written(field) and not is_restricted(type(page), field.name):
            yield _passage(str(field.verbose_name), field_anchor(field.name), field, page)
    yield from _row_passages(page)
    for top in body_blocks(page):
        stored = json.dumps(top.block.get_prep_value(top.value), default=str)
        yield Passage(top.label, top.anchor, "\n".join(text for _, text in texts(top.block, top.value)), stored)


def body_blocks(page: Any) -> Iterator[Placed]:
    """The first-level blocks of every StreamField of the page."""
    for field in page._meta.fields:
        if isinstance(field, StreamField) and not is_restricted(type(page), field.name):
            for child in getattr(page, field.name):
                anchor = field_anchor(field.name, str(child.id))
                yield Placed(str(child.block.label), anchor, child.block, child.value)


def all_blocks(page: Any) -> Iterator[Placed]:
    """Those blocks and all that they hold."""
    for top in body_blocks(page):
        yield from _nested(top)


def _nested(placed: Placed) -> Iterator[Placed]:
    yield placed
    block, value = placed.block, placed.value
    if isinstance(block, StructBlock) and isinstance(value, StructValue):
        children = [(child, value[name]) for name, child in block.child_blocks.items()]
    elif isinstance(block, ListBlock) and value:
        children = [(block.child_block, item) for item in value]
    elif isinstance(block, StreamBlock) and value:
        children = [(item.block, item.value) for item in value]
    else:
        return
    for child, inner in children:
        yield from _nested(placed._replace(block=child, value=inner))


def _row_passages(page: Any) -> Iterator[Passage]:
    for relation in get_all_child_relations(type(page)):
        model = relation.related_model
        if not issubclass(model, Orderable) or is_restricted(model):
            continue
        name = relation.get_accessor_name()
        fields = [field for field in model._meta.fields if _is_written(field)]
        for row in getattr(page, name).all():
            label = str(model._meta.verbose_name)
            yield from (_passage(label, rows_anchor(page, name), field, row) for field in fields)


def _is_written(field: Any) -> bool:
    """A text that somebody typed; an address has a field of its own kind."""
    typed = isinstance(field, CharField | TextField | RichTextField) and field.editable and not field.choices
    if field.name == "path":  # of the tree, though Django says editable
        return False
    return typed and not isinstance(field, EmailField | URLField | SlugField)


def _passage(label: str, anchor: str, field: Any, holder: Model) -> Passage:
    stored = field.value_from_object(holder) or ""
    return Passage(label, anchor, plain(stored) if isinstance(field, RichTextField) else stored, stored)
