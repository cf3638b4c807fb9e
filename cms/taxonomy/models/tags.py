"""Free keywords: created by typing, compared without case, the same for every page type."""

from collections.abc import Mapping

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase


class Tag(TagBase):
    """A keyword."""

    free_tagging = True

    class Meta:
        verbose_name = "mot-clé"
        verbose_name_plural = "mots-clés"
        ordering = ["name"]

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Slug of each merged keyword to the slug that answers for it."""
        return dict(MergedTag.objects.values_list("slug", "tag__slug"))


class MergedTag(models.Model):
    """The address of a keyword that another one replaced: `?tag=ancien` goes on answering."""

    slug = models.SlugField("identifiant", max_length=100, unique=True, allow_unicode=True)
    tag = models.ForeignKey(Tag, verbose_name="mot-clé", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "mot-clé fusionné"
        verbose_name_plural = "mots-clés fusionnés"

    def __str__(self) -> str:
        return self.slug


class TaggedPage(ItemBase):
    """A keyword on a page."""

    tag = models.ForeignKey(Tag, verbose_name="mot-clé", on_delete=models.CASCADE, related_name="tagged_pages")
    content_object = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = "page étiquetée"
        verbose_name_plural = "pages étiquetées"
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="tag_once_per_page")]
