"""What the reviewer's desk is made of: sections that other modules and higher layers register.

The desk shows a section under its title, in order, to who has one of its roles. An item page has sections as well.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string

from cms.members.roles import STAFF, Role, has_role

Context = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """`context(request)` gives what `template` shows, in a number of queries that does not grow with its rows.

    It returns None when there is nothing to show: the section then does not appear. `slug` is its address on the
    desk, and its order among others is `order`, then that of registration.
    """

    slug: str
    title: str
    template: str
    context: Callable[[HttpRequest], Context | None]
    roles: Sequence[Role] = STAFF
    order: int = 100


@dataclass(frozen=True)
class ItemSection:
    """The same of one page under review: `context(request, page)`, where `page` is the live row and not the version."""

    slug: str
    title: str
    template: str
    context: Callable[[HttpRequest, Any], Context | None]
    order: int = 100


class Shown(NamedTuple):
    """A section, and its template rendered."""

    section: Section | ItemSection
    html: str


_sections: dict[str, Section] = {}
_item_sections: dict[str, ItemSection] = {}


def register_section(section: Section) -> None:
    _sections[section.slug] = section


def register_item_section(section: ItemSection) -> None:
    _item_sections[section.slug] = section


def sections_of(request: HttpRequest) -> Iterator[Shown]:
    for section in sorted(_sections.values(), key=lambda section: section.order):
        if has_role(request.user, *section.roles):
            context = section.context(request)
            if context is not None:
                yield Shown(section, render_to_string(section.template, dict(context), request))


def item_sections_of(request: HttpRequest, page: Any) -> Iterator[Shown]:
    for section in sorted(_item_sections.values(), key=lambda section: section.order):
        context = section.context(request, page)
        if context is not None:
            yield Shown(section, render_to_string(section.template, dict(context), request))
