"""What staff say once for the whole site: identity, contacts, legal data."""

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """Identity of the site and of who publishes it; an empty legal field is shown as missing, never made up."""

    name = models.CharField("nom du site", max_length=80, default="IA des territoires")
    tagline = models.CharField(
        "description courte", max_length=200, blank=True, help_text="Reprise par les moteurs de recherche."
    )
    footer_text = models.TextField("phrase du pied de page", blank=True)
    contact_email = models.EmailField("courriel de contact", blank=True)
    contact_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="page de contact",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    publisher = models.CharField(
        "éditeur", max_length=200, blank=True, help_text="Nom de la personne morale qui publie le site."
    )
    publisher_address = models.TextField("adresse de l’éditeur", blank=True)
    publisher_phone = models.CharField("téléphone de l’éditeur", max_length=30, blank=True)
    publication_director = models.CharField("directeur ou directrice de la publication", max_length=200, blank=True)
    host = models.CharField("hébergeur", max_length=200, blank=True)
    host_address = models.TextField("adresse de l’hébergeur", blank=True)
    host_phone = models.CharField("téléphone de l’hébergeur", max_length=30, blank=True)
    data_protection_contact = models.CharField(
        "contact du délégué à la protection des données", max_length=200, blank=True
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline"), FieldPanel("footer_text")], "Identité"),
        MultiFieldPanel([FieldPanel("contact_email"), FieldPanel("contact_page")], "Contact"),
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldPanel("publisher_address"),
                FieldPanel("publisher_phone"),
                FieldPanel("publication_director"),
                FieldPanel("host"),
                FieldPanel("host_address"),
                FieldPanel("host_phone"),
                FieldPanel("data_protection_contact"),
            ],
            "Mentions légales",
        ),
    ]

    class Meta:
        verbose_name = "identité du site"

    @classmethod
    def said(cls, request: HttpRequest) -> "SiteIdentity":
        """What staff said, or nothing said yet. Wagtail's `for_request` would write a row on a visitor's first read."""
        return cls._default_manager.filter(site=Site.find_for_request(request)).first() or cls()
