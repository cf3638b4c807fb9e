"""An event of the programme: when, where, what. Section A13 of the facts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, TitleFieldPanel

from cms.core.models.figures import QuotedFigureRow
from cms.core.partial_dates import HELP, PartialDateField, check_order
from home.agenda.calendar_file import calendar_response
from home.agenda.period import Period, Standing
from home.agenda.structured_data import event_data
from home.models.sourced import ProgrammeSource, SourcedPage, year_facet
from search.documents import joined


class EventPage(SourcedPage):
    """Événement, past, present or to come: which one is read on the calendar of the day, never written."""

    parent_page_types: ClassVar[list[str]] = ["home.NewsIndexPage"]
    template = "pages/home/event_page.html"
    kind = "evenement"
    search_relations: ClassVar[tuple[str, ...]] = (*SourcedPage.search_relations, "figures")
    subroutes = {"agenda": "serve_calendar"}

    start = PartialDateField("début", help_text=f"Vide tant que la date n’est pas connue. {HELP}")
    end = PartialDateField("fin", help_text="Le même jour pour un événement d’une journée.")
    place = models.CharField("lieu", max_length=200, blank=True)
    only_announced = models.BooleanField(
        "seulement annoncé",
        default=False,
        help_text="À cocher quand les sources l’annoncent et qu’aucune ne dit qu’il a eu lieu.",
    )

    content_panels = [
        TitleFieldPanel("title"),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
        FieldPanel("place"),
        FieldPanel("only_announced"),
        FieldPanel("summary"),
        FieldPanel("body", heading="Programme"),
        InlinePanel("figures", heading="Chiffres cités", label="Chiffre"),
        SourcedPage.sources_panel,
        FieldPanel("tags"),
    ]

    class Meta:
        verbose_name = "événement"
        verbose_name_plural = "événements"

    def clean(self) -> None:
        super().clean()
        if self.end and not self.start:
            raise ValidationError({"start": "Une fin sans début ne se lit pas : indiquez le début."})
        check_order(self, "start", "end")

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

    @property
    def standing(self) -> Standing:
        """Nobody says of what was only announced that it took place."""
        standing = self.period.standing(timezone.localdate())
        return Standing.ANNOUNCED if self.only_announced and standing is Standing.PAST else standing

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "standing": self.standing,
            "is_to_come": self.standing in (Standing.UPCOMING, Standing.CURRENT),
            "structured_data": event_data(self, request.build_absolute_uri(request.path)),
        }

    def serve_calendar(self, request: HttpRequest) -> HttpResponse:
        """The event as a file for a calendar. Raises Http404 when its day is not known."""
        if not self.period.is_exact:
            raise Http404("La date de cet événement n’est pas connue au jour près.")
        return calendar_response(request, self)

    def words(self) -> Iterable[Any]:
        figures = [joined([figure, figure.scope, figure.source_title]) for figure in self.figures.all()]
        return [self.period.in_words, self.place, *figures]

    def own_facets(self) -> Mapping[str, Sequence[str]]:
        return year_facet(self.day())

    def card(self) -> Mapping[str, Any]:
        return {"authority": self.place, "side": self.period.in_words}

    def day(self) -> str:
        return self.start.iso if self.start else ""


class EventSource(ProgrammeSource):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="sources")


class EventFigure(QuotedFigureRow):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="figures")
