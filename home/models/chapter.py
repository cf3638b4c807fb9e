"""A chapter of the manifesto: one axis, its definition to the letter, its principles. Section C5 of the schema."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.query import PageQuerySet

from cms.core.content_version import version_for
from cms.core.models import BasePage
from cms.core.public_tree import unrestricted
from cms.workflow.pages import ReviewedPage
from home.blocks import OtherTitleBlock
from home.evidence.panels import ChapterEvidencePanel
from home.forms import ChapterForm, PrinciplesPanel
from home.manifesto.pages import VersionedPage
from search.coverage import coverage
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of

CHAPTER_CODE = RegexValidator(r"^[A-Z]{1,3}\Z", "Le code s’écrit en capitales, sans accent : « S ».")

DEFINITION = ("definition", "definition_source", "definition_source_url")


class Rank(NamedTuple):
    """Where a chapter stands among those that the public reads."""

    number: int
    total: int
    previous: Page | None
    next: Page | None


class ManifestoChapterPage(ReviewedPage, VersionedPage, BasePage):
    """An axis of the manifesto, in the order that the editors give to the chapters in the tree."""

    parent_page_types: ClassVar[list[str]] = ["home.ManifestoPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/home/manifesto_chapter_page.html"
    base_form_class = ChapterForm
    subroutes = VersionedPage.version_subroutes
    text_fields = frozenset({"title", "code", "other_titles", *DEFINITION, "principles", "editorial_note", "body"})
    search_relations: ClassVar[tuple[str, ...]] = ("principles", "tagged_items__tag")

    code = models.CharField(
        "code", max_length=3, validators=[CHAPTER_CODE], help_text="Ex. : « S » ; il commence le code des principes."
    )
    other_titles = StreamField([("title", OtherTitleBlock())], verbose_name="autres libellés", blank=True)
    definition = models.TextField("définition", help_text="Mot pour mot, sans guillemets : la page les ajoute.")
    definition_source = models.CharField("source de la définition", max_length=255)
    definition_source_url = models.URLField("adresse de la source", max_length=500, blank=True)
    editorial_note = models.TextField(
        "note de la rédaction", blank=True, help_text="Publiée sous les principes : d’où vient leur découpage."
    )

    content_panels = [
        TitleFieldPanel("title", help_text="Le libellé de l’axe."),
        FieldPanel("code"),
        FieldPanel("other_titles"),
        MultiFieldPanel([FieldPanel(name) for name in DEFINITION], "Définition"),
        PrinciplesPanel("principles", heading="Principes", label="Principe"),
        ChapterEvidencePanel(heading="Preuves"),
        FieldPanel("editorial_note"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "chapitre du manifeste"
        verbose_name_plural = "chapitres du manifeste"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.definition

    @classmethod
    def online(cls, manifesto: Page) -> PageQuerySet:
        """The chapters that anybody may read, in their order."""
        return unrestricted(cls.objects.child_of(manifesto)).order_by("path")

    @classmethod
    def read(cls, pk: int) -> "ManifestoChapterPage":
        page: ManifestoChapterPage = cls.objects.prefetch_related("principles").get(pk=pk)
        return page

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.evidence.display import evidence_of, shared  # noqa: PLC0415  # it knows these models

        parent, version, rows = self.get_parent(), version_for(request), self.principles.all()
        pages = Page.objects.descendant_of(parent, inclusive=True).select_related("manifestopage")
        around = unrestricted(pages).order_by("path")
        evidence, covered = [evidence_of(row.code, version) for row in rows], coverage(version)
        return {
            **super().get_context(request, *args, **kwargs),
            "manifesto": next((page.manifestopage for page in around if page.pk == parent.pk), None),
            "principles": list(zip(rows, shared(evidence), [covered.of(row.code) for row in rows], strict=True)),
            "whole": evidence_of("", version),
            "coverage": covered,
            "rank": self.rank_among([page for page in around if page.specific_class is ManifestoChapterPage]),
        }

    @property
    def bears_history(self) -> bool:
        """Whether evidence was read with the words of its principles: made again, it would have no words of before."""
        return bool(self.evidence.exists())

    def fewest_voices(self, revision: Revision) -> int:
        from home.evidence import rewording  # noqa: PLC0415  # it knows these models

        return rewording.fewest_voices(revision)

    def parties(self, revision: Revision) -> set[int]:
        from home.evidence import rewording  # noqa: PLC0415  # it knows these models

        return rewording.parties(revision)

    def rank_among(self, chapters: Sequence[Page]) -> Rank:
        """Also of a draft, which a preview shows where it would stand."""
        before = [chapter for chapter in chapters if chapter.path < self.path]
        after = [chapter for chapter in chapters if chapter.path > self.path]
        return Rank(
            number=len(before) + 1,
            total=len(before) + 1 + len(after),
            previous=before[-1] if before else None,
            next=after[0] if after else None,
        )

    def search_documents(self) -> Iterator[SearchDocument]:
        """The chapter, then each principle at its own address."""
        texts = [
            self.listing_title and self.title,
            self.listing_summary and self.definition,
            body_text(self.other_titles),
            body_text(self.body),
            *tags_of(self),
        ]
        yield SearchDocument(
            kind="chapitre",
            title=self.card_title,
            url=self.url,
            summary=self.listing_summary or self.definition,
            text=joined(texts),
            facets=tag_facets(self),
            card={"axis": self.slug},
            date=publication_day(self),
        )
        yield from self._principles()

    def _principles(self) -> Iterator[SearchDocument]:
        for rank, principle in enumerate(self.principles.all(), start=1):
            yield SearchDocument(
                kind="chapitre",
                title=f"{self.card_title}, principe {principle.code}",
                url=f"{self.url}#{principle.anchor}",
                summary=principle.statement,
                text=principle.code.replace("-", ""),  # as people type it: « S1 »
                facets={"axe": [self.slug]},
                card={"principle": principle.code, "rank": rank},
                date=publication_day(self),
                fragment=principle.anchor,
            )
