"""Which fiches an address asks to compare."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from cms.core.public_tree import unrestricted
from cms.workflow import page_rows
from library_pages.models import LibraryIndexPage, UseCasePage
from library_pages.models.use_case import JOINED
from search.comparison import COMPARED, comparison_address
from search.forms import MAX_SHOWN, printable

FEWEST, MOST = 2, 4
READ = 12
"""Slugs looked up; an address with more was not made by this site."""
UNKNOWN = (
    "Cette fiche n’existe pas ou n’est plus publiée : {}.",
    "Ces fiches n’existent pas ou ne sont plus publiées : {}.",
)
LEFT_OUT = (
    "On compare quatre fiches au plus. Celle-ci est laissée de côté : {}.",
    "On compare quatre fiches au plus. Celles-ci sont laissées de côté : {}.",
)


@dataclass(frozen=True)
class Choice:
    """`pages` are public, in the order asked, with all their rows."""

    pages: Sequence[UseCasePage]
    notices: Sequence[str]

    @property
    def slugs(self) -> list[str]:
        return [page.slug for page in self.pages]

    @property
    def is_enough(self) -> bool:
        return len(self.pages) >= FEWEST

    @property
    def is_full(self) -> bool:
        return len(self.pages) == MOST

    @property
    def address(self) -> str:
        return comparison_address(self.slugs)

    def without(self, slug: str) -> str:
        return comparison_address([other for other in self.slugs if other != slug])

    def plus(self, slug: str) -> str:
        return comparison_address([*self.slugs, slug])


def read_choice(request: HttpRequest, library: LibraryIndexPage) -> Choice:
    """The first four public fiches of the address, each once, and what is said of the others. Two queries."""
    asked = list(dict.fromkeys(filter(None, map(printable, request.GET.getlist(COMPARED)))))
    public = _public(library, asked[:READ])
    known = [slug for slug in asked if slug in public]
    pages = [public[slug] for slug in known[:MOST]]
    if pages:
        page_rows.load_rows(UseCasePage, pages)
    unknown, left_out = [slug for slug in asked[:READ] if slug not in public], known[MOST:]
    return Choice(pages, [*_said(unknown, UNKNOWN), *_said(left_out, LEFT_OUT)])


def _said(slugs: Sequence[str], forms: tuple[str, str]) -> list[str]:
    shown = ", ".join(f"« {slug[:MAX_SHOWN]} »" for slug in slugs)
    return [forms[len(slugs) > 1].format(shown)] if slugs else []


def _public(library: LibraryIndexPage, slugs: Sequence[str]) -> dict[str, UseCasePage]:
    """The fiches of the library that anybody may read, by slug."""
    if not slugs:
        return {}
    found = unrestricted(UseCasePage.objects.child_of(library).filter(slug__in=slugs)).select_related(*JOINED)
    return {page.slug: page for page in found}
