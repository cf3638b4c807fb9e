"""How resources are described: what they are, for whom, at which step of a reader."""

from django.db import models

from cms.taxonomy.models.terms import Term


class ResourceType(Term):
    """Catalogue, jeu, MOOC… : what a resource is."""

    class Meta(Term.Meta):
        verbose_name = "type de ressource"
        verbose_name_plural = "types de ressource"


class ResourceLevel(models.TextChoices):
    """What one must know already."""

    BEGINNER = "initiation", "Initiation"
    INTERMEDIATE = "intermediaire", "Intermédiaire"
    ADVANCED = "avance", "Avancé"


class ResourcePrice(models.TextChoices):
    FREE = "gratuit", "Gratuit"
    PAID = "payant", "Payant"


class ResourceStage(models.TextChoices):
    """The three uses that the programme gives to its public space."""

    LEARN = "s-informer", "S’informer"
    ENGAGE = "s-engager", "S’engager"
    DOCUMENT = "documenter", "Documenter"


class ResourceLanguage(models.TextChoices):
    """Codes of ISO 639; « mul » is its code for several."""

    FRENCH = "fr", "Français"
    ENGLISH = "en", "Anglais"
    SEVERAL = "mul", "Plusieurs langues"
