"""What the pages of the programme share: a summary, sources, one item of search that says what the page says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from wagtail.admin.panels import InlinePanel

from cms.core.models import BasePage
from cms.core.models.rows import SourceRow
from cms.workflow import page_rows
from cms.workflow.pages import ReviewedPage
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of


class SourcedPage(ReviewedPage, BasePage):
    """A page of facts, each of which somebody else published first: `sources` are rows of the class itself."""

    subpage_types: ClassVar[list[str]] = []
    search_relations: ClassVar[tuple[str, ...]] = ("sources", "tagged_items__tag")
    nested_rows: ClassVar[dict[str, tuple[str, ...]]] = {}
    joined_keys: ClassVar[tuple[str, ...]] = ("content_owner",)
    """Foreign keys that its template shows."""
    max_count: int | None = None
    kind: ClassVar[str] = "page"
    sources: Any

    summary = models.TextField(
        "résumé", validators=[MaxLengthValidator(600)], help_text="Deux à quatre phrases, 600 caractères au plus."
    )

    sources_panel = InlinePanel("sources", heading="Sources", label="Source", min_num=1)

    class Meta:
        abstract = True

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.summary

    @classmethod
    def read(cls, pk: int) -> Self:
        return page_rows.read(cls, pk, cls.joined_keys)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Keywords lead to the list above the page, when there is one."""
        keywords = tags_of(self) if self.kind != "page" else []
        return {**super().get_context(request, *args, **kwargs), "keywords": keywords}

    def search_documents(self) -> Iterator[SearchDocument]:
        texts = [
            self.listing_title and self.title,
            self.listing_summary and self.summary,
            *self.words(),
            body_text(self.body),
            *self.sources.all(),
            *tags_of(self),
        ]
        yield SearchDocument(
            kind=self.kind,
            title=self.card_title,
            url=self.url,
            summary=self.listing_summary or self.summary,
            text=joined(texts),
            facets={**tag_facets(self), **self.own_facets()},
            card=self.card(),
            date=self.day(),
        )

    def words(self) -> Iterable[Any]:
        """What else it is found by."""
        return ()

    def own_facets(self) -> Mapping[str, Sequence[str]]:
        return {}

    def card(self) -> Mapping[str, Any]:
        return {}

    def day(self) -> str:
        """What it is sorted by: AAAA, AAAA-MM or AAAA-MM-JJ; empty when unknown."""
        return publication_day(self)


def year_facet(day: str) -> dict[str, list[str]]:
    return {"annee": [day[:4]]} if day else {}


class ProgrammeSource(SourceRow):
    """A source of one of these pages."""

    class Meta(SourceRow.Meta):
        abstract = True
