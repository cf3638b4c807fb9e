"""Régions and départements of the official geographic code (COG): where an authority is.

The code lists the overseas collectivités among them, with three digits (987, Polynésie française).
"""

from django.db import models


class Region(models.Model):
    """A région; `code` is its COG code, `slug` its public address."""

    code = models.CharField("code COG", max_length=3, unique=True)
    name = models.CharField("nom", max_length=60)
    slug = models.SlugField("identifiant", max_length=60, unique=True)

    class Meta:
        verbose_name = "région"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A département; `code` is its COG code (two or three characters, 2A and 2B included)."""

    code = models.CharField("code COG", max_length=3, unique=True)
    name = models.CharField("nom", max_length=60)
    region = models.ForeignKey(Region, verbose_name="région", on_delete=models.PROTECT, related_name="departments")

    class Meta:
        verbose_name = "département"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
