"""What a reviewer reads of a link: the quotation beside the way to its text, and how many people must approve it."""

from typing import Any

from django.http import HttpRequest

from cms.core.content_version import current_version
from cms.workflow.permissions import in_review
from home.evidence.telling import readers
from home.evidence.voices import fewest_voices, names_a_territory, target_of
from home.models import EvidencePage
from search.principles import principles


def link_under_review(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    task_state = in_review(page) if isinstance(page, EvidencePage) else None
    if task_state is None or task_state.revision is None:
        return None
    version = task_state.revision.as_object()
    target = target_of(version)
    return {
        "version": version,
        "nature": version.get_nature_display(),
        "verb": version.get_nature_display().lower(),
        "subject": version.subject,
        "principle": principles(current_version()).get(version.principle_code),
        "named": names_a_territory(version),
        "reachable": bool(target and readers(target)),
        "voices": fewest_voices(task_state.revision),
    }
