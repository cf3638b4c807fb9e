"""The one task of a workflow: enough people who wrote nothing of it find a version fit to be published."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, TaskState

from cms.workflow.locks import ReviewLock


class CommentForm(TaskStateCommentForm):
    """What an author is told when his text comes back."""

    comment = forms.CharField(
        label="Commentaire",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Dites à l’auteur ce qu’il doit modifier."},
    )


class FourEyesTask(AbstractGroupApprovalTask):
    """Review by people of some groups, none of whom wrote anything since the last publication."""

    quorum = models.PositiveSmallIntegerField(
        "approbations nécessaires", default=1, help_text="Nombre de personnes différentes qui doivent approuver."
    )
    days_to_decide = models.PositiveSmallIntegerField(
        "délai, en jours", default=5, help_text="Au-delà, la relecture est en retard et ses relecteurs relancés."
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "quorum", "days_to_decide"]
    lock_class = ReviewLock

    class Meta:
        verbose_name = "relecture à quatre yeux"
        verbose_name_plural = "relectures à quatre yeux"

    @classmethod
    def get_description(cls) -> str:
        return "Des personnes des groupes choisis, qui n’ont rien écrit de cette version, l’approuvent."

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """Whoever asks this time is who asked: after modifications Wagtail keeps the first one."""
        if user and workflow_state.requested_by_id != user.pk:
            workflow_state.requested_by = user
            workflow_state.save(update_fields=["requested_by"])
        return super().start(workflow_state, user=user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """What is under review changes under nobody's hands, superusers included."""
        return True

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return False

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return False

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        form: type[forms.Form] = CommentForm if action == "reject" else TaskStateCommentForm
        return form

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        from cms.workflow.permissions import Action, may  # noqa: PLC0415  # the rules read this model

        if not may(user, Action.APPROVE, obj):
            return []
        return [
            ("reject", "Demander des modifications", True),
            ("approve", "Approuver", False),
            ("approve", "Approuver avec un commentaire", True),
        ]

    def on_action(self, task_state: Any, user: Any, action_name: str, comment: str = "", **ignored: Any) -> None:
        """Wagtail's screens end here. Nothing but the comment is accepted: `update=False` would approve without end."""
        from cms.workflow import steps  # noqa: PLC0415  # the steps read this model

        if action_name == "approve":
            steps.approve(task_state, user, comment)
        elif action_name == "reject":
            steps.ask_changes(task_state, user, comment)


def due_on(task_state: Any) -> datetime.date:
    """Day by which a review should have ended."""
    started = timezone.localtime(task_state.started_at).date()
    task = task_state.task if isinstance(task_state.task, FourEyesTask) else task_state.task.foureyestask
    return started + datetime.timedelta(days=task.days_to_decide)


def voices_needed(task_state: Any) -> int:
    """How many people must approve a submitted version: the quorum, or more when its page asks for more."""
    page = task_state.workflow_state.content_object.specific
    quorum: int = task_state.task.specific.quorum
    return max(quorum, page.fewest_voices(task_state.revision))


class Approval(models.Model):
    """The voice of one person for one submitted version."""

    task_state = models.ForeignKey(TaskState, on_delete=models.CASCADE, related_name="approvals")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="relecteur", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField("donnée le", default=timezone.now)
    comment = models.TextField("commentaire", blank=True)
    completes = models.BooleanField("atteint le nombre voulu", default=False)
    """Set on the voice that ends the review. Without it nothing is published, whatever says « approved »."""

    class Meta:
        verbose_name = "approbation"
        verbose_name_plural = "approbations"
        constraints = [models.UniqueConstraint(fields=["task_state", "user"], name="one_voice_each")]

    def __str__(self) -> str:
        return f"{self.user} pour {self.task_state_id}"
