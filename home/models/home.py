"""The front door."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page

from cms.core.calls import calls
from cms.core.content_version import version_for
from cms.core.models import BasePage
from cms.core.public_tree import unrestricted
from cms.core.routing import DirectRoute
from cms.workflow.pages import ReviewedPage
from home.crossing import answered, axes, crossing
from home.models.chapter import ManifestoChapterPage
from home.models.figures import FiguresPage
from home.models.manifesto import ManifestoPage
from home.models.news import NewsIndexPage
from search.addresses import LIBRARY_URL
from search.facets import KIND
from search.kinds import LIBRARY
from search.suggestions import suggestions_url


class HomePage(ReviewedPage, DirectRoute, BasePage):
    """Accueil : what this is, and where it leads. All but its words is counted when it is asked for."""

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
        InlinePanel("questions", heading="Questions pour commencer", label="Question", max_num=6),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "accueil"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        version = version_for(request)
        return {
            **super().get_context(request, *args, **kwargs),
            **self._ways(version),
            "library_url": LIBRARY_URL,
            "suggestions": suggestions_url(LIBRARY_URL, {KIND: LIBRARY}),
            "crossing": crossing(version),
            "questions": answered(self.questions.all(), version),
            "calls": calls(),
        }

    def _ways(self, version: str) -> dict[str, Any]:
        """The pages that the home page leads to, when anybody may read them."""
        from home.evidence.display import evidence_of  # noqa: PLC0415  # it knows these models

        below = {type(page): page for page in self._sections()}
        manifesto = below.get(ManifestoPage)
        doors = axes(ManifestoChapterPage.online(manifesto), crossing(version).evidence) if manifesto else []
        return {
            "manifesto": manifesto,
            "axes": doors,
            "linked": any(axis.evidence for axis in doors),
            "whole": evidence_of("", version),
            "figures_page": below.get(FiguresPage),
            "news_page": below.get(NewsIndexPage),
        }

    def _sections(self) -> list[Any]:
        """One query."""
        classes = [ManifestoPage, FiguresPage, NewsIndexPage]
        names = ("manifestopage", "figurespage", "newsindexpage")
        pages = unrestricted(Page.objects.child_of(self).type(*classes).select_related(*names))
        return [next(found for name in names if (found := getattr(page, name, None))) for page in pages]

    @property
    def examples(self) -> list[str]:
        """The searches proposed under the search field."""
        return [example.strip() for example in self.search_examples.split(",") if example.strip()]
