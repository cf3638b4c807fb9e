"""What happened to a StreamField, a block at a time."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from wagtail.admin.compare import BlockComparison, StreamBlockComparison
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText

from cms.workflow.changes.change import Answer, Change, Part
from cms.workflow.changes.wording import plain, said_value, tally, words_compared

Text = tuple[str, str]
"""Label, empty for a block of one value, and what is written there."""


def stream_answer(label: str, comparison: Any) -> Answer:
    """`comparison` is Wagtail's, of the field: it pairs the blocks of both versions by their ids."""
    before, after = comparison.val_a, comparison.val_b
    blocks = StreamBlockComparison(comparison.field.stream_block, True, True, before, after).get_block_comparisons()
    touched = [block for block in blocks if block.is_new() or block.is_deleted() or _differs(block)]
    changes = [_block_change(label, block) for block in touched]
    if _moved(before, after):
        changes.append(Change(label, f"{label}\u00a0: ordre des blocs modifié"))
    added = sum(block.is_new() for block in touched)
    removed = sum(block.is_deleted() for block in touched)
    if not changes:
        return Answer([])
    return Answer(changes, f"{label}\u00a0: {tally(added, removed, len(touched) - added - removed)}")


def texts(block: Any, value: Any) -> Iterator[Text]:
    """Everything that a block says, with the name of what says it."""
    match value:
        case None:
            return
        case AbstractImage():
            yield "", value.title
            yield "Alternative textuelle", getattr(value, "contextual_alt_text", "") or ""
        case Model():
            yield "", str(value)
        case RichText():
            yield "", plain(value.source)
        case TypedTable():
            yield from _table_texts(value)
        case StructValue():
            for name, child in block.child_blocks.items():
                yield from _inside(str(child.label), texts(child, value[name]))
        case ListValue() | StreamValue():
            children = value.bound_blocks if isinstance(value, ListValue) else value
            for rank, item in enumerate(children, 1):
                yield from _inside(f"{item.block.label or block.label}\u00a0{rank}", texts(item.block, item.value))
        case _:
            yield "", said_value(value)


def _inside(name: str, inner: Iterator[Text]) -> Iterator[Text]:
    return ((f"{name}, {label[:1].lower()}{label[1:]}" if label else name, text) for label, text in inner)


def _table_texts(table: TypedTable) -> Iterator[Text]:
    yield "Légende", table.caption
    yield "Colonnes", " | ".join(column["heading"] for column in table.columns)
    for rank, row in enumerate(table.row_data, 1):
        yield f"Ligne\u00a0{rank}", " | ".join(said_value(value) for value in row["values"])


def _parts(block: Any, before: Any, after: Any) -> list[Part]:
    gone, come = dict(texts(block, before)), dict(texts(block, after))
    pairs = ((label, gone.get(label, ""), come.get(label, "")) for label in {**gone, **come})
    return [Part(label, words_compared(old, new)) for label, old, new in pairs if old != new]


def _differs(block: BlockComparison) -> bool:
    return bool(block.has_changed())


def _block_change(label: str, comparison: BlockComparison) -> Change:
    block = comparison.block
    name = f"bloc «\u00a0{block.label}\u00a0»"
    if comparison.is_new():
        happened = f"ajout d’un {name}"
    elif comparison.is_deleted():
        happened = f"retrait d’un {name}"
    else:
        happened = f"{name} modifié"
    return Change(label, f"{label}\u00a0: {happened}", _parts(block, comparison.val_a, comparison.val_b))


def _moved(before: StreamValue, after: StreamValue) -> bool:
    old, new = [block.id for block in before], [block.id for block in after]
    return [key for key in old if key in new] != [key for key in new if key in old]
