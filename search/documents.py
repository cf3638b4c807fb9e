"""What a page or a register says is public about itself: the only door to listings, facets, feeds and the API."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from django.utils import timezone
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from cms.taxonomy.models import Tag


@dataclass(frozen=True)
class SearchDocument:
    """One public item, in plain text. Nothing restricted, no draft, no personal data.

    `text` is everything public that `title` and `summary` do not say.
    `kind` is the slug of the result type (« fiche », « page »). `fragment` names one of several items of the same
    object (the segments of a report) and is added to its address. `facets` maps a facet parameter to slugs; an unknown
    value is simply absent. `card` holds what a result card shows beyond title and summary, as JSON. `place` is where it
    is: latitude and longitude in degrees, WGS 84.
    """

    kind: str
    title: str
    url: str
    summary: str = ""
    text: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    card: Mapping[str, Any] = field(default_factory=dict)
    date: str = ""
    fragment: str = ""
    place: tuple[float, float] | None = None


class Searchable(Protocol):
    """A page class or a register model that appears in search; declaring these two members is enough."""

    search_relations: ClassVar[Sequence[str]]
    """Lookup of every related row that `search_documents` reads: they are fetched together, and a change in one of
    them recomputes the objects that show it. A page that those below show something of adds `search_shown_below`; one
    that gives facets to the page it links to (`search.contributions`) names that link in `search_contributes_to`."""

    def search_documents(self) -> Iterable[SearchDocument]:
        """The public items of this object. For a page, the caller has checked that it is live and unrestricted."""


def joined(texts: Iterable[Any]) -> str:
    """One line a text; empty ones dropped, and None, which stands for unknown."""
    return "\n".join(str(text) for text in texts if text)


def body_text(body: StreamValue) -> str:
    """The words of a page body, block by block."""
    return joined(body.stream_block.get_searchable_content(body))


def rich_text(html: str) -> str:
    """The words of a rich text field."""
    return get_text_for_indexing(html)


def tags_of(page: Page) -> list[Tag]:
    """The keywords of a page by slug; `search_relations` names them `tagged_items__tag`.

    Not `tags`: on a page class, taggit joins that lookup to a column that only `wagtailcore_page` has.
    """
    return sorted((item.tag for item in page.tagged_items.all()), key=lambda tag: tag.slug)


def tag_facets(page: Page) -> dict[str, list[str]]:
    """The facets of a page that has no other."""
    tags = [tag.slug for tag in tags_of(page)]
    return {"tag": tags} if tags else {}


def publication_day(page: Page) -> str:
    """Day of first publication in the time zone of the site, AAAA-MM-JJ; empty when never published."""
    moment = page.first_published_at
    return timezone.localdate(moment).isoformat() if moment else ""
