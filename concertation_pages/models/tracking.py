"""What became of each proposal of a report and of each recommendation of an opinion: an append-only history.

A row of a page is named by its page and its code, which never change; its text stays in the page and its revisions.
"""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.documents import get_document_model_string
from wagtail.models import Page

from cms.core.partial_dates import PartialDateField, check_past
from cms.core.row_pages import place
from cms.taxonomy.models import FollowUpStatus
from concertation_pages.models.commitment import Commitment, Referent


class TrackedItem(models.Model):
    """A proposal (« P-1 ») or a recommendation (« 17 ») that the public follows.

    `shown` says whether the version online has the row: one that left its page keeps its history. `asked_on` is the day
    when somebody who can answer received, from this site, the first request without public news since then; a row that
    was loaded from documents has none.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="tracked_items")
    code = models.CharField("code", max_length=6)
    shown = models.BooleanField("dans la page en ligne", default=True)
    asked_on = models.DateField("demandé le", null=True, blank=True)

    class Meta:
        verbose_name = "proposition suivie"
        verbose_name_plural = "propositions suivies"
        constraints = [models.UniqueConstraint(fields=["page", "code"], name="tracked_once")]

    def __str__(self) -> str:
        return f"{self.code} de la page {self.page_id}"

    @property
    def anchor(self) -> str:
        """Where its row is on the page: `#p-1` for a proposal, `#n-17` for a recommendation."""
        return f"n-{self.code}" if self.is_numbered else self.code.lower()

    @property
    def place(self) -> str:
        """What follows the address of its page in that of its row, however many rows the page has."""
        return place(self.anchor, by_name=True)

    @property
    def is_numbered(self) -> bool:
        """A recommendation has a number, a proposal a code."""
        return self.code.isdecimal()


class AppendOnly(Exception):  # noqa: N818  # a rule, not an accident
    """Somebody tried to rewrite a history."""


class StatusChangeQuerySet(models.QuerySet["StatusChange"]):
    def accepted(self) -> "StatusChangeQuerySet":
        """Those that are public."""
        return self.filter(decision=StatusChange.Decision.ACCEPTED)

    def waiting(self) -> "StatusChangeQuerySet":
        return self.filter(decision=StatusChange.Decision.WAITING)

    def answers_in_review(self) -> "StatusChangeQuerySet":
        """What a territory answered, and nobody has decided of yet."""
        return self.waiting().filter(referent__isnull=False)

    def not_refused(self) -> "StatusChangeQuerySet":
        """What a standing is made of."""
        return self.exclude(decision=StatusChange.Decision.REFUSED)

    def delete(self) -> NoReturn:
        raise AppendOnly("Un point de suite ne s’efface pas : le suivant le corrige.")


class StatusChange(models.Model):
    """One point of the history of an item. Never edited, never deleted: a mistake is corrected by the next point.

    Public once somebody who did not write it accepted it. `author_name` is who speaks, in public: an authority, or a
    document; never a person.
    """

    class Decision(models.TextChoices):
        WAITING = "en-attente", "À valider"
        ACCEPTED = "acceptee", "Publié"
        REFUSED = "refusee", "Refusé"

    item = models.ForeignKey(TrackedItem, verbose_name="proposition", on_delete=models.PROTECT, related_name="changes")
    status = models.ForeignKey(FollowUpStatus, verbose_name="état", on_delete=models.PROTECT, related_name="+")
    as_of = PartialDateField("à la date de")
    reason = models.TextField("motif", blank=True)
    proof_url = models.URLField("preuve : adresse", max_length=500, blank=True)
    proof_document = models.ForeignKey(
        get_document_model_string(),
        verbose_name="preuve : document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    author_name = models.CharField("qui le dit", max_length=255)
    source = models.CharField("source", max_length=255, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    referent = models.ForeignKey(Referent, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField("enregistré le", default=timezone.now)
    decision = models.CharField("décision", max_length=12, choices=Decision.choices, default=Decision.WAITING)
    decided_at = models.DateTimeField("décidé le", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision_reason = models.TextField("motif de la décision", blank=True)
    """Of a refusal; told to its author, never published."""

    DECISION = frozenset({"decision", "decided_at", "decided_by", "decision_reason"})
    """All that is ever written on a point that exists, once."""

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "point de suite"
        verbose_name_plural = "points de suite"
        ordering = ["recorded_at", "pk"]
        indexes = [
            models.Index(fields=["decision", "recorded_at"], name="status_change_decision"),
            models.Index(fields=["item", "decision", "recorded_at"], name="status_change_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.status} le {self.recorded_at:%d/%m/%Y}"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Raises AppendOnly for anything else than a new point and the decision of one that waits."""
        if not self._state.adding:
            is_decision = update_fields is not None and self.DECISION.issuperset(update_fields)
            if not is_decision or not StatusChange.objects.waiting().filter(pk=self.pk).exists():
                raise AppendOnly("Un point de suite ne se modifie pas : le suivant le corrige.")
        super().save(*args, update_fields=update_fields, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Un point de suite ne s’efface pas : le suivant le corrige.")

    @property
    def is_answer_in_review(self) -> bool:
        return self.decision == self.Decision.WAITING and self.referent_id is not None

    def clean(self) -> None:
        super().clean()
        check_past(self, "as_of")
        if self.status_id and self.status.needs_reason and not self.reason.strip():
            raise ValidationError({"reason": f"« {self.status} » demande un motif."})
        if not (self.reason.strip() or self.proof_url or self.proof_document_id):
            raise ValidationError({"proof_url": "Donnez une preuve (adresse ou document) ou un motif."})


class FollowUpRequest(models.Model):
    """A mail that asked a territory to update its rows; `received_on` once the mail left."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="follow_up_requests")
    referent = models.ForeignKey(Referent, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    queued_at = models.DateTimeField("demandé le", default=timezone.now)
    received_on = models.DateField("reçu le", null=True, blank=True)

    class Meta:
        verbose_name = "demande de nouvelles"
        verbose_name_plural = "demandes de nouvelles"
        ordering = ["-queued_at"]

    def __str__(self) -> str:
        return f"Demande de nouvelles {self.pk}"
