"""What the rest of the site says of a page: filled by the applications that say it, shown by the page itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page


@dataclass(frozen=True)
class Mention:
    """A public link to the page: `label` says what kind of link, `text` names what is at `url`.

    `passage` names the part of the page that is cited, `place` follows the address of the page in its own; both empty
    for the page as a whole. `origin` says where the quotation is from, when its words are those of this site.
    """

    label: str
    url: str
    text: str
    quotation: str = ""
    origin: str = ""
    place: str = ""
    passage: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Mentions:
    """The links of one kind; `anchor` is the id of the section that lists them, `more` the number of those that it
    leaves to the list at `more_url`.
    """

    anchor: str
    title: str
    rows: Sequence[Mention]
    more: int = 0
    more_url: str = ""


Contributor = Callable[[Page, HttpRequest], Mentions | None]

_contributors: list[Contributor] = []


def register(contributor: Contributor) -> None:
    """`contributor` answers for a page that the public reads, with public links only, or None when there is none."""
    _contributors.append(contributor)


def mentions_of(page: Page, request: HttpRequest) -> list[Mentions]:
    """In the order in which the applications are declared."""
    return [found for contributor in _contributors if (found := contributor(page, request))]
