"""The trace that every public change leaves, from which the version of the content is computed."""

import secrets

from django.db import models

MARKS = 1 << 31


def new_mark() -> int:
    return secrets.randbelow(MARKS)


class ContentChange(models.Model):
    """Something that the public may see has changed; written in the transaction of the change."""

    mark = models.PositiveIntegerField(default=new_mark, editable=False)
    """Random: after a rollback or a restored backup, other changes never add up to the same version."""

    class Meta:
        verbose_name = "changement public"
        verbose_name_plural = "changements publics"

    def __str__(self) -> str:
        return str(self.pk)
