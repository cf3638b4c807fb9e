"""How many elements a page has, without a browser."""

from html.parser import HTMLParser
from typing import Any


class Elements(HTMLParser):
    """Those that are in no drawing, as EcoIndex counts them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.number, self.drawing = 0, False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.number += not self.drawing
        self.drawing = self.drawing or tag == "svg"

    def handle_endtag(self, tag: str) -> None:
        self.drawing = self.drawing and tag != "svg"
