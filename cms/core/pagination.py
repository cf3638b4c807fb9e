"""The pages of a long list, and the links that turn them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import Http404, HttpRequest

SIDE = 2
"""Page links on each side of the current one."""


class PageLink(NamedTuple):
    number: int
    url: str
    current: bool
    after_gap: bool
    """Pages between the link before and this one are not shown."""


@dataclass(frozen=True)
class PageView:
    """Where we are in a list. `links` has at most seven pages: a jump in the numbers is a gap to show."""

    number: int
    count: int
    previous_url: str
    next_url: str
    links: Sequence[PageLink]

    @property
    def url(self) -> str:
        """The one address of this page, its parameters in order."""
        return next(link.url for link in self.links if link.current)


def page_view(address: Callable[[int], str], number: int, count: int) -> PageView:
    """`address` gives that of a page; `count` is at least 1: a list without results is one empty page."""
    near = range(max(1, number - SIDE), min(count, number + SIDE) + 1)
    shown = sorted({1, *near, count})
    return PageView(
        number=number,
        count=count,
        previous_url=address(number - 1) if number > 1 else "",
        next_url=address(number + 1) if number < count else "",
        links=[
            PageLink(page, address(page), page == number, after_gap=page > previous + 1)
            for previous, page in zip([0, *shown], shown, strict=False)
        ],
    )


def asked_page(request: HttpRequest, count: int) -> int:
    """The page that the query string asks for, the first without it. Raises Http404 when the list has no such page."""
    number = request.GET.get("page", "1")
    if not number.isdecimal() or not 1 <= int(number) <= count:
        raise Http404("Cette page de la liste n’existe pas.")
    return int(number)
