"""What the editing screen says of a page under review."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from wagtail.locks import WorkflowLock


class ReviewLock(WorkflowLock):
    """Wagtail's says that reviewers may edit; here nobody may."""

    def get_message(self, user: Any) -> str:
        return format_html(
            "Cette page est en relecture\u00a0: personne ne peut la modifier. "
            '<a href="{}">Voir la version et ce qui en est dit</a>',
            reverse("workflow_desk:item", args=[self.object.pk]),
        )

    def get_locked_by(self, user: Any, can_lock: bool = False) -> str:
        return "En relecture"

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        return "Personne ne peut la modifier d’ici la décision"
