"""French typography, set when a text is shown: people type on ordinary keyboards.

Narrow no-break space (U+202F) before ; ! ? % € and between thousands, no-break space (U+00A0) before : and inside « »,
curly apostrophe. Addresses, times (10:30), emoticons and code are left as typed.
"""

import datetime
import re
from html import unescape
from typing import Any

from django import template
from django.utils.formats import localize
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from cms.core.partial_dates import in_words, moment_in_words

register = template.Library()

SPACE = "[ \u00a0\u2009\u202f]"
GAP = rf"(?:(?:(?<=\S)|\A){SPACE}+|(?<=[\w)\]»%€’”\"…]))"

ADDRESS = re.compile(
    r"((?:[a-z][a-z0-9+.-]*://|mailto:|tel:|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*|[^\s@]+@[^\s@]+\.[^\s@]+)", re.IGNORECASE
)
ADDRESS_SIGN = re.compile(r"[/@]|mailto:|tel:|www\.", re.IGNORECASE)
"""Without any of them a text holds no address; looking for this costs twenty times less."""
THOUSANDS = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)")
RULES = [
    ("'", re.compile(r"(?<=[^\W\d_])'(?=[\w«“])|(?<=\b[cdjlmnst])'\Z", re.IGNORECASE), "’"),
    ("«", re.compile(rf"«{SPACE}*"), "«\u00a0"),
    ("»", re.compile(rf"{SPACE}*»"), "\u00a0»"),
    ("%‰€", re.compile(rf"(?<=\d){SPACE}*(?=(?:%|‰|€|[kM]€|Md€)(?!\w))"), "\u202f"),
    ("!?", re.compile(rf"{GAP}([!?]+)(?![\w=/-])"), "\u202f\\1"),
    (";", re.compile(rf"{GAP};(?=[\s»]|\Z)"), "\u202f;"),
    (":", re.compile(rf"{GAP}:(?=[\s«]|\Z)"), "\u00a0:"),
]
"""Each with the signs that it is about: most texts have none of them, and looking costs less than replacing."""
HTML_TOKEN = re.compile(
    r"""<!--.*?-->"""
    r"""|<(?P<raw>code|kbd|pre|samp|script|style|svg|textarea)\b.*?</(?P=raw)\s*>"""
    r"""|</?[a-z](?:"[^"]*"|'[^']*'|[^'">])*>"""
    r"""|(?P<text>[^<]+|<)""",
    re.IGNORECASE | re.DOTALL,
)
"""A comment, an element whose content is no prose, a tag, or a text node."""


@register.filter
def typo(value: Any) -> str:
    """`value` as a French reader expects it printed; idempotent.

    Text stays text, escaped by the template as usual. Safe HTML (rich text) stays safe: only its text nodes change.
    """
    if value is None:
        return ""
    if hasattr(value, "__html__"):
        return _typeset_html(value.__html__())
    return _typeset(str(localize(value)))


@register.filter
def accord(number: int, forms: str) -> str:
    """`{{ 0|accord:"fiche,fiches" }}` gives « fiche »: in French the plural begins at 2; Django's begins after 1."""
    singular, plural = forms.split(",")
    return plural if number >= 2 else singular


@register.filter(expects_localtime=True)
def day(value: datetime.date | None) -> str:
    """« 1er janvier 2026 »: the `date` filter of Django knows no « 1er »."""
    return in_words(value) if value else ""


@register.filter(expects_localtime=True)
def day_of_year(value: datetime.date | None) -> str:
    """« 1er janvier », where the year goes without saying."""
    return in_words(value).rpartition(" ")[0] if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime.datetime | None) -> str:
    """« 1er janvier 2026 à 09:30 »."""
    return moment_in_words(value) if value else ""


def _typeset_html(html: str) -> SafeString:
    """Tags are kept byte for byte; a text node is read as a browser reads it, then escaped again."""

    def token(match: re.Match[str]) -> str:
        return escape(_typeset(unescape(match["text"]))) if match["text"] else match[0]

    return mark_safe(HTML_TOKEN.sub(token, html))  # noqa: S308 - was safe, and every text node is escaped again


def _typeset(text: str) -> str:
    if not ADDRESS_SIGN.search(text):
        return _typeset_prose(text)
    pieces = ADDRESS.split(text)
    pieces[::2] = [_typeset_prose(piece) for piece in pieces[::2]]  # every second piece is an address
    return "".join(pieces)


def _typeset_prose(text: str) -> str:
    text = THOUSANDS.sub(lambda match: re.sub(SPACE, "\u202f", match[0]), text)
    used = set(text)
    for signs, pattern, replacement in RULES:
        if not used.isdisjoint(signs):
            text = pattern.sub(replacement, text)
    return text


@register.simple_tag
def unknown(agreement: str = "") -> SafeString:
    """`{% unknown %}` where an answer is missing, `{% unknown "e" %}` where its name is feminine."""
    return format_html('<span class="unknown">non communiqué{}</span>', agreement)
