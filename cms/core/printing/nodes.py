"""What a page says, in the shapes that `templates/pdf/article.typ` prints.

A run is `{"text", "bold", "italic", "href"}` or `{"break": True}`; a node has its shape in « is »: heading, paragraph,
list, quote, terms, table.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

from cms.core.printing.tree import Element

Node = dict[str, Any]
Run = dict[str, Any]
HEADING = re.compile(r"h[1-6]\Z")
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "section"),
    *("summary", "table", "ul"),
}
BOLD, ITALIC = {"b", "strong", "th"}, {"cite", "em", "i"}
FIRST = 2
"""Level of the first headings: the title of the document is above."""


class Article:
    """Converts the elements of one page; `address` is where it is read, which its links start from."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.level = FIRST - 1
        self.label: Run | None = None

    def nodes(self, element: Element) -> list[Node]:
        """The nodes of what an element holds; text that is in no paragraph makes one."""
        found: list[Node] = []
        loose: list[Element | str] = []
        for child in element.children:
            if isinstance(child, str) or child.tag not in BLOCKS:
                loose.append(child)
                continue
            found += self._paragraph(loose)
            loose = []
            found += self._block(child)
        return found + self._paragraph(loose)

    def _block(self, element: Element) -> list[Node]:
        if HEADING.match(element.tag):
            return self._heading(element)
        match element.tag:
            case "ol" | "ul":
                found = self._list(element)
            case "blockquote":
                found = [{"is": "quote", "nodes": self.nodes(element)}]
            case "dl":
                found = [{"is": "terms", "rows": list(self._terms(element))}]
            case "table":
                found = [self._table(element)]
            case "summary":
                found = self._paragraph([Element("strong", {}, element.children)])
            case _:
                found = self.nodes(element)
        return found

    def _heading(self, element: Element) -> list[Node]:
        """The first one is the title of the document, printed already; a level is never skipped."""
        level = int(element.tag[1])
        if level < FIRST:
            return []
        self.level = min(level, self.level + 1)
        runs = [{**run, "href": ""} for run in self.runs(element.children)]
        label, self.label = self.label, None
        return [{"is": "heading", "level": self.level, "runs": runs, "label": label}] if runs else []

    def _paragraph(self, children: Sequence[Element | str]) -> list[Node]:
        """A link to cite what follows is kept for its heading."""
        elements = [child for child in children if isinstance(child, Element)]
        runs = self.runs(children)
        if len(elements) == 1 and "data-cite" in elements[0].attributes and runs:
            self.label = runs[0]
            return []
        return [{"is": "paragraph", "runs": runs}] if runs else []

    def _list(self, element: Element) -> list[Node]:
        items = list(element.find("li"))
        current = next((item for item in items if item.attributes.get("aria-current") == "step"), None)
        if current:
            said = f"{element.attributes.get('aria-label', '')}\u00a0: "
            return self._paragraph([said, Element("strong", {}, current.children)])
        rows = [nodes for item in items if (nodes := self.nodes(item))]
        return [{"is": "list", "ordered": element.tag == "ol", "items": rows}] if rows else []

    def _terms(self, element: Element) -> Iterator[Node]:
        term: list[Run] = []
        for child in element.find("dt", "dd"):
            if child.tag == "dt":
                term = self.runs(child.children)
            else:
                yield {"term": term, "nodes": self.nodes(child)}
                term = []

    def _table(self, element: Element) -> Node:
        rows = [list(row.find("th", "td")) for row in element.find("tr")]
        head = [row for row in rows if row and all(cell.tag == "th" for cell in row)][:1]
        width = max((len(row) for row in rows), default=0)
        empty = Element("td")
        padded = [[*row, *[empty] * (width - len(row))] for row in rows if row not in head]
        return {
            "is": "table",
            "columns": width,
            "head": [self.runs(cell.children) for row in head for cell in row],
            "rows": [[{"runs": self.runs([cell])} for cell in row] for row in padded],
        }

    def runs(self, children: Sequence[Element | str], **style: Any) -> list[Run]:
        """The words of one paragraph, spaces as a browser shows them."""
        found: list[Run] = []
        for run in self._words(children, {"bold": False, "italic": False, "href": "", **style}):
            if "text" not in run:
                found.append(run)
                continue
            text = re.sub(r"[ \t\r\n]+", " ", run["text"])
            ends = not found or "break" in found[-1] or found[-1]["text"].endswith(" ")
            text = text.lstrip(" ") if ends else text
            if text:
                found.append({**run, "text": text})
        return _trimmed(found)

    def _words(self, children: Sequence[Element | str], style: Run) -> Iterator[Run]:
        for child in children:
            if isinstance(child, str):
                yield {**style, "text": child}
            elif child.tag == "br":
                yield {"break": True}
            elif child.tag == "img":
                if said := child.attributes.get("alt"):
                    yield {**style, "italic": True, "text": f"Image\u00a0: {said}"}
            else:
                yield from self._words(child.children, self._styled(child, style))
                if child.tag in BLOCKS:
                    yield {"break": True}

    def _styled(self, element: Element, style: Run) -> Run:
        href = element.attributes.get("href", "") if element.tag == "a" else ""
        return {
            "bold": style["bold"] or element.tag in BOLD,
            "italic": style["italic"] or element.tag in ITALIC,
            "href": urljoin(self.address, href) if href else style["href"],
        }


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without spaces nor line ends at the end."""
    while runs and ("break" in runs[-1] or not runs[-1]["text"].strip(" ")):
        runs.pop()
    if runs:
        runs[-1] = {**runs[-1], "text": runs[-1]["text"].rstrip(" ")}
    return runs
