"""The public officials of the programme, each with the functions that sources give. Sections A13 and C9."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, Panel, TitleFieldPanel

from cms.core.models.rows import Row
from cms.territories.models import Person
from home.forms import PeoplePanel
from home.models.sourced import ProgrammeSource, SourcedPage
from home.people import KIND_OF_PERSON
from search.documents import SearchDocument, joined, publication_day


class PeoplePage(SourcedPage):
    """« Élus ». A person of the register becomes public by a row of this page, which is reviewed as any other."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    template = "pages/home/people_page.html"
    max_count = 1
    search_relations: ClassVar[tuple[str, ...]] = (
        *SourcedPage.search_relations,
        "people__person__functions__authority",
    )
    nested_rows: ClassVar[dict[str, tuple[str, ...]]] = {"people": ("person",)}

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        PeoplePanel("people", heading="Personnes", label="Personne"),
        FieldPanel("body"),
        SourcedPage.sources_panel,
        FieldPanel("tags"),
    ]

    class Meta:
        verbose_name = "élus"
        verbose_name_plural = "élus"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        people = [row.person for row in self.people.all()]
        models.prefetch_related_objects(people, "functions__authority")
        return {**super().get_context(request, *args, **kwargs), "people": people}

    def search_documents(self) -> Iterator[SearchDocument]:
        """The page, then each person at his own address."""
        yield from super().search_documents()
        for row in self.people.all():
            yield self._document(row.person)

    def _document(self, person: Person) -> SearchDocument:
        authorities = [role.authority for role in person.roles if role.authority]
        return SearchDocument(
            kind=KIND_OF_PERSON,
            title=person.name,
            url=f"{self.url}#{person.slug}",
            summary="\u202f; ".join(map(str, person.roles)),
            text=joined([*person.other_names, *authorities, *(role.source for role in person.roles)]),
            facets={"collectivite": list(dict.fromkeys(place.slug for place in authorities))} if authorities else {},
            card={"authority": ", ".join(dict.fromkeys(place.name for place in authorities))},
            date=publication_day(self),
            fragment=person.slug,
        )


class PeopleSource(ProgrammeSource):
    page = ParentalKey(PeoplePage, on_delete=models.CASCADE, related_name="sources")


class PeopleRow(Row):
    """A person of the register, shown in a public role."""

    page = ParentalKey(PeoplePage, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, verbose_name="personne", on_delete=models.PROTECT, related_name="+")

    panels: ClassVar[list[Panel]] = [FieldPanel("person")]

    class Meta(Row.Meta):
        verbose_name = "personne"

    def __str__(self) -> str:
        return str(self.person)
