"""What staff put around every page: menus and banner."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from cms.core.blocks.links import FooterBlock, MenuBlock, address_validator


@register_setting(icon="list-ul")
class SiteNavigation(BaseSiteSetting):
    """Menus of the site. An empty one shows the pages under the home page, so that a new site has menus."""

    header = StreamField(
        MenuBlock(),
        verbose_name="menu principal",
        blank=True,
        help_text="Vide : les pages placées sous l’accueil et cochées « Afficher dans les menus ». "
        "« Recherche » s’ajoute à la fin.",
    )
    footer = StreamField(
        FooterBlock(),
        verbose_name="pied de page",
        blank=True,
        help_text="Vide : le menu principal, puis les autres pages placées sous l’accueil. "
        "« Plan du site » et « Accessibilité » s’ajoutent à la dernière colonne.",
    )

    panels = [FieldPanel("header"), FieldPanel("footer")]

    class Meta:
        verbose_name = "menus"


@register_setting(icon="warning")
class SiteBanner(BaseSiteSetting):
    """A message above the content of every page, between two days. It cannot be closed: that would need a cookie."""

    class Level(models.TextChoices):
        INFORMATION = "information", "Information"
        ALERT = "alerte", "Alerte"

    active = models.BooleanField("affiché", default=False)
    level = models.CharField("niveau", max_length=20, choices=Level.choices, default=Level.INFORMATION)
    text = models.CharField("message", max_length=300, blank=True)
    link_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="page liée",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link_address = models.CharField(
        "adresse liée",
        max_length=200,
        blank=True,
        validators=[address_validator],
        help_text="Quand ce n’est pas une page. Ex. : /recherche/",
    )
    link_label = models.CharField("libellé du lien", max_length=80, blank=True)
    from_date = models.DateField("premier jour", null=True, blank=True, help_text="Vide : dès maintenant.")
    until_date = models.DateField("dernier jour", null=True, blank=True, help_text="Vide : jusqu’à ce qu’on le retire.")

    panels: list[Any] = [
        FieldPanel("active"),
        FieldPanel("level"),
        FieldPanel("text"),
        MultiFieldPanel([FieldPanel("link_page"), FieldPanel("link_address"), FieldPanel("link_label")], "Lien"),
        FieldRowPanel([FieldPanel("from_date"), FieldPanel("until_date")], "Période"),
    ]

    class Meta:
        verbose_name = "bandeau"

    def clean(self) -> None:
        errors = {}
        if self.active and not self.text:
            errors["text"] = "Un bandeau affiché a besoin d’un message."
        if self.link_page_id and self.link_address:
            errors["link_address"] = "Choisissez une page ou donnez une adresse, pas les deux."
        if bool(self.link_page_id or self.link_address) != bool(self.link_label):
            errors["link_label"] = "Un lien a une page ou une adresse, et un libellé."
        if self.from_date and self.until_date and self.until_date < self.from_date:
            errors["until_date"] = "Le dernier jour précède le premier."
        if errors:
            raise ValidationError(errors)

    def shown_on(self, day: datetime.date) -> bool:
        """Both days included."""
        return (
            self.active
            and (self.from_date is None or self.from_date <= day)
            and (self.until_date is None or day <= self.until_date)
        )
