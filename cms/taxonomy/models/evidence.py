"""What the field does to a principle of the manifesto."""

from django.db import models


class EvidenceNature(models.TextChoices):
    """In the order in which they are counted; none is ever left out."""

    ILLUSTRATES = "illustre", "Illustre"
    CONFIRMS = "confirme", "Confirme"
    QUALIFIES = "nuance", "Nuance"
    CONTRADICTS = "contredit", "Contredit"
