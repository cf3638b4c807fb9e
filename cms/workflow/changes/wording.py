"""How a value of a page is said in a sentence, and two texts compared word by word."""

import datetime
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import unescape
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.formats import localize
from django.utils.html import strip_tags
from django.utils.text import Truncator, capfirst
from wagtail.admin.compare import diff_text

from cms.core.partial_dates import in_words, moment_in_words
from cms.workflow.changes.change import Mark, Piece

SHORT = 80
"""Characters of a value that a sentence still quotes whole."""
LINE_ENDS = ("</p>", "</li>", "<br/>", "<br>", "</h2>", "</h3>", "</h4>")
MARKS = {"equal": Mark.SAME, "addition": Mark.ADDED, "deletion": Mark.REMOVED}


def plain(html: str) -> str:
    """The words of a rich text, a paragraph a line."""
    for end in LINE_ENDS:
        html = html.replace(end, f"{end}\n")
    return unescape(strip_tags(html)).strip()


def shortened(text: str) -> str:
    """On one line; spaces that do not break stay."""
    return Truncator(re.sub(r"[ \t\r\n]+", " ", text.strip())).chars(SHORT, truncate="…")


def quoted(texts: Iterable[str]) -> str:
    """« eau », « réseau »"""
    return ", ".join(f"«\u00a0{shortened(text)}\u00a0»" for text in texts)


def said(field: Any, holder: Model, value: Any) -> str:
    """The value of a field as its reader knows it; empty when there is none. `holder` is what has the field."""
    if isinstance(field, ForeignKey):
        related = getattr(holder, field.name, None)  # of a version that has none, a required one is missing
        return str(related) if related is not None else ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value) or "")
    if isinstance(value, list):
        return ", ".join(_name(type(holder), item) for item in value)
    return said_value(value)


def said_value(value: Any) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return "oui" if value else "non"
        case datetime.datetime():
            return moment_in_words(value)
        case datetime.date():
            return in_words(value)
        case int() | float() | Decimal():
            return str(localize(value))
        case _:
            return str(value)


def _name(model: type[Model], item: Any) -> str:
    """The label of a field that another field names, as « non communiqué » does; else the item itself."""
    fields: dict[str, Any] = {field.name: field for field in model._meta.get_fields()}
    field = fields.get(str(item))
    if field is None:
        return str(item)
    label = field.related_model._meta.verbose_name_plural if field.auto_created else field.verbose_name
    return str(capfirst(label))


def words_compared(before: str, after: str) -> list[Piece]:
    """Both texts in one, word by word. A text that comes or goes whole is one piece."""
    if not before or not after:
        whole = [Piece(Mark.REMOVED, before), Piece(Mark.ADDED, after)]
        return [piece for piece in whole if piece.text]
    return [Piece(MARKS[kind], text) for kind, text in diff_text(before, after).changes]


def values_compared(before: str, after: str) -> list[Piece]:
    """A value replaced by another one, neither of which is read word by word."""
    return [piece for piece in (Piece(Mark.REMOVED, before), Piece(Mark.ADDED, after)) if piece.text]


def replaced(before: str, after: str) -> str:
    """« Expérimentation → Déploiement », or what came, or what went."""
    if before and after:
        return f"{shortened(before)} → {shortened(after)}"
    return f"ajout de {quoted([after])}" if after else f"retrait de {quoted([before])}"


def rewritten(before: str, after: str) -> str:
    """What happened to a text too long to be quoted."""
    if before and after:
        return "texte modifié" if before != after else "liens ou mise en forme modifiés"
    return "texte ajouté" if after else "texte retiré"


def set_changed(before: Sequence[str], after: Sequence[str]) -> str:
    """« ajout de « eau » ; retrait de « réseau » »"""
    came = [text for text in after if text not in before]
    gone = [text for text in before if text not in after]
    phrases = [f"ajout de {quoted(came)}"] * bool(came) + [f"retrait de {quoted(gone)}"] * bool(gone)
    return "\u202f; ".join(phrases) or "ordre modifié"


def tally(added: int, removed: int, changed: int) -> str:
    """« 2 ajouts, 1 retrait, 1 modification »: rows and blocks counted, their words left out."""
    counts = ((added, "ajout"), (removed, "retrait"), (changed, "modification"))
    named = [f"{number}\u00a0{noun}{'s' if number > 1 else ''}" for number, noun in counts if number]
    return ", ".join(named) or "ordre modifié"
