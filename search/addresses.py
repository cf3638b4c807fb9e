"""Addresses of a listing: the same parameters in the same order, so that one list has one address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

Pair = tuple[str, str]
SIDE = 2
"""Page links on each side of the current one."""
FILTERS, FEED = "filtres", "flux"
"""What follows the address of a list: all its filters on a page, and its feed."""


def list_path(path: str) -> str:
    """The address of the list, for itself and for what is below it."""
    return path.removesuffix(f"/{FILTERS}/").removesuffix(f"/{FEED}/").rstrip("/") + "/"


@dataclass(frozen=True)
class Address:
    path: str
    pairs: tuple[Pair, ...] = ()

    def without(self, name: str, value: str | None = None) -> "Address":
        """Without one value of a parameter, or without all of them."""
        kept = tuple(pair for pair in self.pairs if pair[0] != name or value not in {None, pair[1]})
        return replace(self, pairs=kept)

    def only(self, *names: str) -> "Address":
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] in names))

    def excluding(self, *names: str) -> "Address":
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] not in names))

    def below(self, name: str) -> "Address":
        """The same conditions at an address under this one."""
        return replace(self, path=f"{self.path}{name}/")

    def page(self, number: int) -> str:
        return str(self) if number == 1 else str(replace(self, pairs=(*self.pairs, ("page", str(number)))))

    def __str__(self) -> str:
        return f"{self.path}?{urlencode(self.pairs)}" if self.pairs else self.path


class PageLink(NamedTuple):
    number: int
    url: str
    current: bool
    after_gap: bool
    """Pages between the link before and this one are not shown."""


@dataclass(frozen=True)
class PageView:
    """Where we are in the results. `links` has at most seven pages: a jump in the numbers is a gap to show."""

    number: int
    count: int
    previous_url: str
    next_url: str
    links: Sequence[PageLink]

    @property
    def url(self) -> str:
        """The one address of this page, its parameters in order."""
        return next(link.url for link in self.links if link.current)


def page_view(address: Address, number: int, count: int) -> PageView:
    """`count` is at least 1: a list without results is one empty page."""
    near = range(max(1, number - SIDE), min(count, number + SIDE) + 1)
    shown = sorted({1, *near, count})
    return PageView(
        number=number,
        count=count,
        previous_url=address.page(number - 1) if number > 1 else "",
        next_url=address.page(number + 1) if number < count else "",
        links=[
            PageLink(page, address.page(page), page == number, after_gap=page > previous + 1)
            for previous, page in zip([0, *shown], shown, strict=False)
        ],
    )
