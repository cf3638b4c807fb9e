"""Long answers typed in a plain box: paragraphs and lists, nothing else, whatever was pasted."""

import re
from html import unescape

import nh3
from django.utils.html import escape

from cms.core.typed_answers import clean

KEPT = {"p", "ul", "ol", "li", "br"}
"""Tags that a plain text can give back."""
HINT = "Une ligne vide sépare deux paragraphes ; une ligne qui commence par un tiret devient une puce."
ITEM = re.compile(r"^[-•–]\s+")
BLOCK = re.compile(r"\n\s*\n")


class Html(str):
    """A rich answer as it is stored, to tell it from what somebody types."""


def to_html(text: str) -> str:
    """What is typed is shown as it is typed: a tag is text. `nh3` has the last word all the same."""
    blocks = (block.strip() for block in BLOCK.split(clean(text)))
    return nh3.clean("".join(_block(block) for block in blocks if block), tags=KEPT, attributes={})


def to_text(html: str) -> str:
    """The text of a rich answer, as one would type it."""
    text = re.sub(r"<li[^>]*>\s*(?:<p[^>]*>)?", "\n- ", html)
    text = re.sub(r"<br\s*/?>", "\n", text)
    text = re.sub(r"</(?:p|ul|ol|h\d)>", "\n\n", text)
    text = unescape(nh3.clean(text, tags=set()))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]*\n[ \t]*", "\n", text)).strip()


def loses_marks(html: str) -> bool:
    """Whether typing this answer anew would lose links, bold or images."""
    return nh3.clean(html, tags=KEPT, attributes={}) != nh3.clean(html)


def _block(text: str) -> str:
    lines = [line.strip() for line in text.splitlines()]
    if all(ITEM.match(line) for line in lines):
        items = (escape(ITEM.sub("", line)) for line in lines)
        return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    return f"<p>{'<br/>'.join(escape(line) for line in lines)}</p>"
