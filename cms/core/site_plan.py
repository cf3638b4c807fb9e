"""Plan du site: every public address, nested as the addresses are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.core.addresses import Address, addresses
from cms.core.navigation import Crumb
from cms.core.pagination import asked_page, page_view

TITLE = "Plan du site"
AT_ONCE = 100
"""Links of a page of the plan: with the frame, it stays under 350 elements."""


@dataclass
class Branch:
    """An address and what stands below it."""

    label: str
    url: str
    branches: list["Branch"] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Its address, as part of that of its own plan."""
        return self.url.strip("/")

    def walk(self) -> "Iterator[Branch]":
        """The branch itself and everything below, in order."""
        yield self
        for branch in self.branches:
            yield from branch.walk()

    @property
    def size(self) -> int:
        return sum(1 for _ in self.walk())


def grow(found: Iterable[Address]) -> list[Branch]:
    """Put each address below the nearest one that begins it; those that nothing begins are the trunk.

    The home page is one of these, or the sections would all be below it.
    """
    known: dict[str, Branch] = {}
    trunk: list[Branch] = []
    for label, url, _ in found:
        branch = known[url] = Branch(label, url)
        parent = next((known[above] for above in _above(url) if above in known), None)
        (parent.branches if parent else trunk).append(branch)
    return trunk


def _above(url: str) -> Iterator[str]:
    """« /a/b/c/ » is below « /a/b/ », then « /a/ »."""
    steps = url.strip("/").split("/")
    for kept in range(len(steps) - 1, 0, -1):
        yield f"/{'/'.join(steps[:kept])}/"


def fold(sections: Sequence[Branch]) -> set[str]:
    """Addresses of the sections that get a page of their own: the largest, until the others hold on one page."""
    shown = sum(section.size for section in sections)
    folded: set[str] = set()
    for section in sorted(sections, key=lambda section: section.size, reverse=True):
        if shown <= AT_ONCE or not section.branches:
            break
        folded.add(section.url)
        shown -= section.size - 2  # its own link and that of its plan stay
    return folded


@require_safe
def site_plan(request: HttpRequest) -> HttpResponse:
    """`/plan-du-site/`: the whole site, or where the plan of each large section is."""
    sections = grow([*addresses(request), Address("Recherche", reverse("search"), None)])
    context = {"title": TITLE, "sections": sections, "folded": fold(sections)}
    return render(request, "pages/core/site_plan.html", context)


@require_safe
def section_plan(request: HttpRequest, path: str) -> HttpResponse:
    """`/plan-du-site/<section>/`: every page of a section, a hundred at a time below its first."""
    section = next((branch for branch in grow(addresses(request)) if branch.path == path), None)
    if section is None:
        raise Http404
    first, *others = section.walk()
    pages = Paginator(others, AT_ONCE)
    number = asked_page(request, pages.num_pages)
    shown = [first, *pages.page(number).object_list]
    context = {
        "title": section.label,
        "above": [Crumb(TITLE, reverse("site_plan"))],
        "section": section,
        "branches": grow(Address(branch.label, branch.url, None) for branch in shown),
        "pages": page_view(lambda sheet: _sheet(request.path, sheet), number, pages.num_pages),
    }
    return render(request, "pages/core/section_plan.html", context)


def _sheet(path: str, number: int) -> str:
    return f"{path}?page={number}" if number > 1 else path
