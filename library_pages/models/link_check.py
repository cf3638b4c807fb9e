"""What the site of a resource answered when its link was last asked."""

from django.db import models


class LinkState(models.TextChoices):
    """`UNREACHED` as long as we were cut off; `ALIVE` once it answers; `FAILING` until a second failure, a day later,
    makes it `DEAD`.
    """

    UNREACHED = "non-joint", "Pas encore contrôlé"
    ALIVE = "repond", "Répond"
    UNDECIDED = "non-controlable", "Refuse le contrôle"
    FAILING = "a-confirmer", "N’a pas répondu, à confirmer"
    DEAD = "mort", "Indisponible"


class LinkCheck(models.Model):
    """One row a resource, beside its versions: the answer of a site is not something that editors write."""

    page = models.OneToOneField("library_pages.ResourcePage", on_delete=models.CASCADE, related_name="link_check")
    url = models.CharField("adresse", max_length=500)
    """The one that was asked: once the page has another, this row says nothing about it."""
    state = models.CharField("état", max_length=16, choices=LinkState.choices)
    answer = models.CharField("réponse", max_length=120)
    """What came back, for staff: « réponse 404 », « pas de réponse à temps »."""
    failing_since = models.DateField("en défaut depuis", null=True)
    checked_at = models.DateTimeField("contrôlé le")

    class Meta:
        verbose_name = "contrôle de lien"
        verbose_name_plural = "contrôles de liens"

    def __str__(self) -> str:
        return f"{self.url}\u00a0: {self.get_state_display()}"
