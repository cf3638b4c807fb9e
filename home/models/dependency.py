"""« Dépendance numérique »: the call, its pilots, the frame that is awaited, the volunteers, the European solutions."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel

from cms.core.content_version import version_for
from cms.core.models import BasePage
from cms.core.partial_dates import PartialDateField
from cms.core.per_version import PerVersion
from cms.workflow import page_rows
from cms.workflow.pages import ReviewedPage
from home.models.volunteer import Volunteer
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of

VOLUNTEER, REQUEST, SENT = "se-porter-volontaire", "se-porter-volontaire/demande", "se-porter-volontaire/envoyee"
"""Below the address of the page."""

_volunteers: PerVersion[list[str]] = PerVersion(
    lambda _: list(Volunteer.objects.accepted().values_list("authority__name", flat=True))
)
"""Names of the collectivités that staff accepted."""


class PilotState(models.TextChoices):
    """Where the group of pilots is, as a source says."""

    ANNOUNCED = "annonce", "annoncé"
    AT_WORK = "au-travail", "au travail"
    DONE = "acheve", "travaux achevés"


class DependencyPage(ReviewedPage, BasePage):
    """A call is quoted to the letter; what no source says yet is said so."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.EuropeanSolutionsPage"]
    max_count = 1
    template = "pages/home/dependency_page.html"
    subroutes = {VOLUNTEER: "serve_volunteer", REQUEST: "serve_volunteer_request", SENT: "serve_volunteer_sent"}
    search_relations: ClassVar[tuple[str, ...]] = ("pilots__authority", "figures", "tagged_items__tag")
    nested_rows: ClassVar[dict[str, tuple[str, ...]]] = {"pilots": ("authority",), "frame_versions": ("document",)}

    introduction = models.TextField("introduction", max_length=400, help_text="Deux ou trois phrases.")
    call_text = models.TextField("l’appel", help_text="Mot pour mot, sans guillemets : la page les ajoute.")
    call_author = models.CharField("qui appelle", max_length=200, blank=True)
    call_source = models.CharField("titre de la source", max_length=255)
    call_url = models.URLField("adresse de la source", max_length=500, blank=True)
    call_date = PartialDateField("date de l’appel", blank=False)
    pilot_state = models.CharField("état du groupe pilote", max_length=20, choices=PilotState.choices, blank=True)
    pilot_state_on = PartialDateField("à la date de")
    pilot_mission = models.TextField("ce que fait le groupe", blank=True)
    accepts_volunteers = models.BooleanField(
        "les collectivités peuvent se porter volontaires", default=True, help_text="Ouvre le formulaire."
    )
    volunteer_terms = models.TextField(
        "ce qu’accepte une collectivité volontaire",
        help_text="Une phrase par ligne. Chaque demande garde le texte qu’elle a accepté.",
    )

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("call_text"),
                FieldPanel("call_author"),
                FieldPanel("call_source"),
                FieldRowPanel([FieldPanel("call_url"), FieldPanel("call_date")]),
            ],
            "L’appel",
        ),
        InlinePanel("figures", heading="Chiffres cités", label="Chiffre"),
        MultiFieldPanel(
            [FieldPanel("pilot_mission"), FieldRowPanel([FieldPanel("pilot_state"), FieldPanel("pilot_state_on")])],
            "Le groupe pilote",
        ),
        InlinePanel("pilot_counts", heading="Combien de pilotes, selon qui", label="Nombre"),
        InlinePanel("pilots", heading="Collectivités pilotes", label="Collectivité"),
        InlinePanel(
            "frame_versions",
            heading="Versions du cadre de référence",
            label="Version",
            help_text="La première de la liste est celle en vigueur.",
        ),
        MultiFieldPanel([FieldPanel("accepts_volunteers"), FieldPanel("volunteer_terms")], "Collectivités volontaires"),
        InlinePanel("sources", heading="Sources", label="Source"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "dépendance numérique"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction

    @property
    def volunteer_url(self) -> str:
        return f"{self.url}{VOLUNTEER}/"

    @property
    def volunteer_request_url(self) -> str:
        return f"{self.url}{REQUEST}/"

    @property
    def volunteer_sent_url(self) -> str:
        return f"{self.url}{SENT}/"

    @property
    def terms(self) -> list[str]:
        """What a volunteer accepts, a sentence each."""
        return [line.strip() for line in self.volunteer_terms.splitlines() if line.strip()]

    @classmethod
    def read(cls, pk: int) -> "DependencyPage":
        return page_rows.read(cls, pk, ("content_owner",))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.european_register import european_register  # noqa: PLC0415  # it knows the page that lists them

        version = version_for(request)
        return {
            **super().get_context(request, *args, **kwargs),
            "register": european_register(version),
            "volunteers": _volunteers.get(version),
            "keywords": tags_of(self),
        }

    def search_documents(self) -> Iterator[SearchDocument]:
        yield SearchDocument(
            kind="page",
            title=self.card_title,
            url=self.url,
            summary=self.listing_summary or self.introduction,
            text=joined(
                [
                    self.listing_title and self.title,
                    self.listing_summary and self.introduction,
                    self.call_text,
                    self.pilot_mission,
                    *self.figures.all(),
                    *(pilot.authority for pilot in self.pilots.all()),
                    body_text(self.body),
                    *tags_of(self),
                ]
            ),
            facets=tag_facets(self),
            date=publication_day(self),
        )

    def serve_volunteer(self, request: HttpRequest) -> HttpResponseBase:
        from home.volunteering import views  # noqa: PLC0415  # they know the models, of which this is one

        return views.volunteer(request, self)

    def serve_volunteer_request(self, request: HttpRequest) -> HttpResponseBase:
        from home.volunteering import views  # noqa: PLC0415

        return views.volunteer_request(request, self)

    def serve_volunteer_sent(self, request: HttpRequest) -> HttpResponseBase:
        from home.volunteering import views  # noqa: PLC0415

        return views.volunteer_sent(request, self)
