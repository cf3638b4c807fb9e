"""The stable identifier of what the library holds: `IAT-AAAA-NNNN`, given once and never to anything else."""

from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from library_pages.identifiers import Identifier


class IdentifierCounter(models.Model):
    """The last number given in a year. Its row is the lock of concurrent creations and the memory of what existed."""

    year = models.PositiveSmallIntegerField("année", primary_key=True)
    last = models.PositiveIntegerField("dernier numéro", default=0)

    class Meta:
        verbose_name = "compteur d’identifiants"
        verbose_name_plural = "compteurs d’identifiants"

    def __str__(self) -> str:
        return str(Identifier(self.year, self.last))

    @classmethod
    def next(cls, year: int) -> Identifier:
        """A number that nothing has had. Holds the row until the transaction of the creation ends."""
        cls.objects.get_or_create(year=year)
        rows = cls.objects.filter(year=year)
        rows.update(last=F("last") + 1)
        return Identifier(year, rows.get().last)

    @classmethod
    def has_given(cls, identifier: Identifier) -> bool:
        return cls.objects.filter(year=identifier.year, last__gte=identifier.number).exists()


class IdentifiedPage(models.Model):
    """A page with an identifier, which neither a revision, a copy nor a hand changes."""

    identifier = models.CharField("identifiant", max_length=16, unique=True, editable=False)

    class Meta:
        abstract = True

    def with_content_json(self, content: Any) -> Any:
        """The page as a revision has it: a copied page keeps the revisions, not the identifier, of its original."""
        page = super().with_content_json(content)  # type: ignore[misc]  # of the page it is mixed into
        page.identifier = self.identifier
        return page

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            self.identifier = self._given() or str(IdentifierCounter.next(timezone.localdate().year))
            super().save(*args, **kwargs)

    def _given(self) -> str:
        if not self.pk:
            return ""
        return type(self)._default_manager.filter(pk=self.pk).values_list("identifier", flat=True).first() or ""
