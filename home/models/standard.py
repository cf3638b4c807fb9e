"""A page of running text."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.core.models import BasePage


class StandardPage(BasePage):
    """Page simple : a title, an introduction and a body."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    template = "pages/home/standard_page.html"

    introduction = models.TextField("introduction", blank=True, max_length=400, help_text="Deux ou trois phrases.")

    content_panels = [FieldPanel("title"), FieldPanel("introduction"), *BasePage.content_panels[1:]]

    class Meta:
        verbose_name = "page simple"
        verbose_name_plural = "pages simples"
