"""What the field says of the manifesto: links between a principle and a passage of the site, quoted and reviewed."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.forms import RadioSelect
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page, Revision

from cms.core.models import BasePage
from cms.taxonomy.models import EvidenceNature
from cms.workflow.pages import ReviewedPage
from home.evidence import voices
from home.evidence.checking import LONGEST_QUOTATION, hold_apart
from home.evidence.documents import KIND_OF_EVIDENCE, cited_entry, evidence_document, passage_label
from home.evidence.form import EvidenceForm
from home.evidence.panels import EvidenceStatePanel, SourceTextPanel
from home.models.chapter import ManifestoChapterPage
from search.documents import SearchDocument
from search.facets import KIND
from search.listing_page import ListingPage

TARGETS = (
    "library_pages.UseCasePage",
    "library_pages.CharterPage",
    "concertation_pages.ReportPage",
    "concertation_pages.OpinionPage",
    "concertation_pages.SynthesisPage",
    "home.PublicationPage",
)
"""Page classes whose public text may be quoted as evidence."""
KEPT = ("target_title", "target_url", "target_kind", "target_territory", "target_passage")


class EvidenceIndexPage(ListingPage):
    """« Preuves »: every link between the manifesto and what the site publishes."""

    parent_page_types: ClassVar[list[str]] = ["home.ManifestoPage"]
    subpage_types: ClassVar[list[str]] = ["home.EvidencePage"]
    show_in_menus_default = False
    template = "pages/home/evidence_index_page.html"
    base = {KIND: [KIND_OF_EVIDENCE]}
    search_label = "Chercher dans les citations, les principes, les territoires"

    class Meta:
        verbose_name = "preuves du manifeste"
        verbose_name_plural = "preuves du manifeste"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.evidence.display import index_context  # noqa: PLC0415  # it knows the models

        return {**super().get_context(request, *args, **kwargs), **index_context(request, self)}


class EvidencePage(ReviewedPage, BasePage):
    """One link. It stays when what it quotes goes: then it says what was linked, and quotes nothing any more."""

    parent_page_types: ClassVar[list[str]] = ["home.EvidenceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/home/evidence_page.html"
    base_form_class = EvidenceForm
    search_relations: ClassVar[tuple[str, ...]] = ("chapter",)
    search_summary_of: ClassVar[Mapping[str, str]] = {
        "home.manifestochapterpage": "chapter",
        **dict.fromkeys(map(str.lower, TARGETS), "target"),
    }
    search_contributes_to = "target"
    quoted_fields = ("quotation",)

    principle_code = models.CharField(
        "principe", max_length=6, blank=True, help_text="Vide : le manifeste dans son ensemble."
    )
    chapter = models.ForeignKey(
        ManifestoChapterPage, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="evidence"
    )
    """The one that holds the principle; set from its code."""
    nature = models.CharField("nature", max_length=12, choices=EvidenceNature.choices)
    target = models.ForeignKey(
        Page, verbose_name="contenu cité", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    target_anchor = models.CharField("passage cité", max_length=60, blank=True, help_text="Vide : la page entière.")
    quotation = models.TextField(
        "citation",
        validators=[MaxLengthValidator(LONGEST_QUOTATION)],
        help_text="Mot pour mot, sans guillemets, 300 caractères au plus.",
    )
    target_title = models.CharField(max_length=255, blank=True, editable=False)
    target_url = models.CharField(max_length=500, blank=True, editable=False)
    target_kind = models.CharField(max_length=30, blank=True, editable=False)
    target_territory = models.CharField(max_length=255, blank=True, editable=False)
    target_passage = models.CharField(max_length=120, blank=True, editable=False)
    """What was linked, as it was when the link was made: all that is shown of it once it is no longer public."""

    content_panels: list[Any] = [
        EvidenceStatePanel(heading="Ce qui manque"),
        FieldPanel("principle_code"),
        FieldPanel("nature", widget=RadioSelect),
        PageChooserPanel("target", list(TARGETS)),
        FieldPanel("target_anchor"),
        FieldPanel("quotation"),
        SourceTextPanel(heading="Texte à recopier"),
        FieldPanel("tags"),
    ]
    promote_panels: list[Any] = []

    class Meta:
        verbose_name = "preuve"
        verbose_name_plural = "preuves"

    @property
    def meta_description(self) -> str:
        """Never the quotation: its target may have gone since."""
        return super().meta_description or self.title

    @property
    def subject(self) -> str:
        """« le principe S-1 », « le manifeste »."""
        return f"le principe {self.principle_code}" if self.principle_code else "le manifeste"

    @property
    def linked_to(self) -> str:
        """« au principe S-1 », « au manifeste »."""
        return f"au principe {self.principle_code}" if self.principle_code else "au manifeste"

    def complete(self) -> None:
        """What follows from the answers: the chapter, what is kept of the target, the title and the address."""
        chapters = ManifestoChapterPage.objects.filter(principles__code=self.principle_code).order_by("-live", "pk")
        self.chapter = chapters.first() if self.principle_code else None  # online or not: it may come back
        if self.target and (entry := cited_entry(self.target.pk, self.target_anchor)):
            self.target_title = self.target.title
            self.target_url, self.target_kind = entry.url.partition("#")[0].partition("?")[0], entry.kind
            self.target_territory = entry.card.get("authority", "")
            self.target_passage = passage_label(self.target, self.target_anchor)
        self.title = self.titled(self.target_title, self.target_passage)
        if not self.first_published_at:
            self.slug = self._free_slug()

    def titled(self, *cited: str) -> str:
        """« Illustre le principe S-1 : Chercher les fuites, Proposition P-1 »."""
        named = ", ".join(filter(None, cited)) or "contenu à choisir"
        return f"{self.get_nature_display() or 'Lien avec'} {self.subject}\u00a0: {named}"[:255]

    def forget_target(self) -> None:
        """Another content is quoted: nothing of the one before is kept."""
        for name in KEPT:
            setattr(self, name, "")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.complete()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Of a draft."""
        self.complete()
        super().minimal_clean()

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError when the same words went online since they were read."""
        with transaction.atomic():
            hold_apart(revision.as_object())
            super().publish(revision, *args, **kwargs)

    def named_authorities(self) -> set[int]:
        target = voices.target_of(self)
        return target.named_authorities() if target else set()

    def parties(self, revision: Revision) -> set[int]:
        return voices.parties(revision)

    def fewest_voices(self, revision: Revision) -> int:
        return voices.fewest_voices(revision)

    def _free_slug(self) -> str:
        words = slugify(f"{self.principle_code or 'manifeste'} {self.nature} {self.target_title} {self.target_anchor}")
        alike = EvidencePage.objects.filter(slug__startswith=words[:80].rstrip("-")).exclude(pk=self.pk)
        taken = set(alike.values_list("slug", flat=True))
        wanted = (words[:80].rstrip("-"), *(f"{words[:80].rstrip('-')}-{rank}" for rank in range(2, len(taken) + 3)))
        return next(slug for slug in wanted if slug not in taken)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.evidence.display import evidence_context  # noqa: PLC0415  # it knows the models

        shown = evidence_context(request, self)
        if shown["link"].address:
            self.title = self.titled(shown["link"].title, shown["link"].passage)  # what it quotes may have a new name
        return {**super().get_context(request, *args, **kwargs), **shown}

    def search_documents(self) -> Iterator[SearchDocument]:
        """Nothing once what it quotes is no longer there to be read."""
        if document := evidence_document(self):
            yield document
