"""The front door."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel

from cms.core.content_version import version_for
from cms.core.models import BasePage
from cms.core.public_tree import unrestricted
from cms.core.routing import DirectRoute
from cms.workflow.pages import ReviewedPage
from home.figures import library_figures
from home.models.chapter import ManifestoChapterPage
from home.models.manifesto import ManifestoPage
from search.addresses import LIBRARY_URL
from search.facets import KIND
from search.kinds import LIBRARY
from search.suggestions import suggestions_url


class HomePage(ReviewedPage, DirectRoute, BasePage):
    """Accueil : what this is, a search field, the themes, the manifesto, the latest fiches."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1
    template = "pages/home/home_page.html"

    headline = models.CharField("accroche", max_length=120)
    introduction = models.TextField("introduction", max_length=400)
    search_examples = models.CharField(
        "exemples de recherche",
        max_length=200,
        blank=True,
        help_text="Séparés par une virgule ; chacun doit donner un résultat.",
    )

    content_panels = [
        TitleFieldPanel("title"),
        MultiFieldPanel(
            [FieldPanel("headline"), FieldPanel("introduction"), FieldPanel("search_examples")], "En haut de page"
        ),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "accueil"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        manifesto = unrestricted(ManifestoPage.objects.child_of(self)).first()
        return {
            **super().get_context(request, *args, **kwargs),
            "manifesto": manifesto,
            "chapters": ManifestoChapterPage.online(manifesto) if manifesto else [],
            "library_url": LIBRARY_URL,
            "suggestions": suggestions_url(LIBRARY_URL, {KIND: LIBRARY}),
            "library": library_figures(version_for(request)),
        }

    @property
    def examples(self) -> list[str]:
        """The searches proposed under the search field."""
        return [example.strip() for example in self.search_examples.split(",") if example.strip()]
