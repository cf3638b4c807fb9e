"""What every site of a public body says about itself, each at its own address; most of it is computed."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.core.models import AccessibilityAudit, BasePage
from cms.core.models.accessibility import conformity
from cms.members import personal_data
from cms.workflow.pages import ReviewedPage
from search import query_counts
from search.alerts import confirming, retention
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of


class InformationPage(ReviewedPage, BasePage):
    """A page whose address is part of the contract of addresses and whose first part the site writes itself."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1
    search_relations: ClassVar[tuple[str, ...]] = ("tagged_items__tag",)

    address: ClassVar[str]
    """Slug."""
    purpose: ClassVar[str]
    """What a reader finds there, in one sentence."""

    promote_panels = [
        *BasePage.listing_panels,
        MultiFieldPanel(
            [FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("show_in_menus")],
            "Recherche et menus",
        ),
    ]

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.address
        super().full_clean(*args, **kwargs)

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.purpose

    def search_documents(self) -> Iterator[SearchDocument]:
        yield SearchDocument(
            kind="page",
            title=self.card_title,
            url=self.url,
            summary=self.listing_summary or self.purpose,
            text=joined([self.listing_title and self.title, body_text(self.body), *tags_of(self)]),
            facets=tag_facets(self),
            date=publication_day(self),
        )


class AccessibilityPage(InformationPage):
    """Déclaration d’accessibilité, in the order of the official model, from the last audit."""

    template = "pages/home/accessibility_page.html"
    address = "accessibilite"
    purpose = "État de conformité du site avec le RGAA, contenus non accessibles, contact et voies de recours."

    plan_url = models.URLField("schéma pluriannuel", max_length=500, blank=True)
    actions_url = models.URLField("plan d’actions de l’année", max_length=500, blank=True)

    content_panels = [
        *BasePage.content_panels[:1],
        MultiFieldPanel([FieldPanel("plan_url"), FieldPanel("actions_url")], "Engagements"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "déclaration d’accessibilité"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        audit, today = AccessibilityAudit.objects.first(), timezone.localdate()
        return {
            **super().get_context(request, *args, **kwargs),
            "audit": audit,
            "audit_is_valid": bool(audit and audit.is_valid(today)),
            "conformity": conformity(audit, today),
        }


class LegalNoticePage(InformationPage):
    """Mentions légales (law 2004-575, article 6), from the identity of the site."""

    template = "pages/home/legal_notice_page.html"
    address = "mentions-legales"
    purpose = "Éditeur, direction de la publication et hébergeur du site, licences des contenus, des cartes et du code."

    class Meta:
        verbose_name = "mentions légales"


class PersonalDataPage(InformationPage):
    """Données personnelles: what the site does, and what staff say of the rest."""

    template = "pages/home/personal_data_page.html"
    address = "donnees-personnelles"
    purpose = (
        "Ce que le site enregistre de qui le lit et de qui l’écrit, combien de temps, et comment exercer ses droits."
    )

    legal_basis = models.CharField("base légale", max_length=255, blank=True, help_text="Pour les comptes de l’équipe.")
    log_retention = models.CharField(
        "conservation des journaux de l’hébergeur", max_length=120, blank=True, help_text="Ex. : douze mois."
    )

    content_panels = [
        *BasePage.content_panels[:1],
        MultiFieldPanel([FieldPanel("legal_basis"), FieldPanel("log_retention")], "Traitement"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "données personnelles"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "session_cookie": settings.SESSION_COOKIE_NAME,
            "session_hours": settings.SESSION_COOKIE_AGE // 3600,
            "csrf_cookie": settings.CSRF_COOKIE_NAME,
            "csrf_days": settings.CSRF_COOKIE_AGE // 86_400,
            "search_counts": {
                "months": query_counts.KEPT.days * 12 // 365,
                "rare_days": query_counts.RARE_KEPT.days,
            },
            "alert_days": {
                "confirm": confirming.DAYS,
                "wanted_months": retention.WANTED.days * 12 // 365,
                "answer": retention.ANSWERED.days,
            },
            "explanations": personal_data.explanations(),
        }


class ContactPage(InformationPage):
    """Contact: to whom to write, and about what."""

    template = "pages/home/contact_page.html"
    address = "contact"
    purpose = "À qui écrire, et où signaler un défaut d’accessibilité ou une faille de sécurité."

    class Meta:
        verbose_name = "contact"


class EcodesignPage(InformationPage):
    """Écoconception: what the site does to stay light; nothing is claimed that no test holds."""

    template = "pages/home/ecodesign_page.html"
    address = "ecoconception"
    purpose = "Ce que fait le site pour rester léger, et les plafonds que ses tests font respecter."

    class Meta:
        verbose_name = "écoconception"
