"""The elements of a page of this site, without what is not for paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
"""Elements that have no end."""
NOT_PRINTED = {
    *("button", "form", "iframe", "input", "nav", "object", "script", "select", "style", "svg", "template", "textarea"),
    *("audio", "video"),
}
SCREEN_ONLY = {"no-print", "visually-hidden"}
"""Classes of what the printed page leaves out, and of what only a screen reader needs."""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def is_printed(self) -> bool:
        held = self.attributes
        hidden = "hidden" in held or held.get("aria-hidden") == "true"
        return not (hidden or self.tag in NOT_PRINTED or SCREEN_ONLY & set(held.get("class", "").split()))

    @property
    def elements(self) -> "Iterator[Element]":
        return (child for child in self.children if isinstance(child, Element))

    def find(self, *tags: str) -> "Iterator[Element]":
        """The nearest elements with one of these tags, whatever stands around them."""
        for child in self.elements:
            if child.tag in tags:
                yield child
            else:
                yield from child.find(*tags)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """An end without a beginning is ignored; one that comes too early ends what it is around."""
        place = next((rank for rank in range(len(self.open) - 1, 0, -1) if self.open[rank].tag == tag), 0)
        if place:
            del self.open[place:]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_tree(html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    _prune(reader.root)
    return reader.root


def _prune(element: Element) -> None:
    element.children = [child for child in element.children if isinstance(child, str) or child.is_printed]
    for child in element.elements:
        _prune(child)
