"""Who decides of a link: more people when it weakens a principle, and none of those it speaks about."""

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Max
from wagtail.models import Revision

from cms.members.models import User
from cms.members.roles import RELECTEUR, holders_of
from cms.taxonomy.models import EvidenceNature
from cms.workflow.models import Approval, last_publication

if TYPE_CHECKING:
    from home.models import EvidencePage

SENSITIVE = {EvidenceNature.QUALIFIES, EvidenceNature.CONTRADICTS}
VOICES = 2


def names_a_territory(version: "EvidencePage") -> bool:
    target = target_of(version)
    return bool(version.target_territory or (target and target.named_authorities()))


def fewest_voices(revision: Revision) -> int:
    """Whether or not the target bears a territory: a synthesis bears none, and its sentences name many."""
    return VOICES if revision.as_object().nature in SENSITIVE else 1


class Voices(NamedTuple):
    """How many people approved what is online, and when the last did; their names are not published."""

    number: int
    last: datetime.datetime | None


def voices_given(page: "EvidencePage") -> Voices:
    publication = last_publication(page)
    if publication is None:
        return Voices(0, None)
    completed = Approval.objects.filter(task_state__revision=publication.revision_key, completes=True)
    given = Approval.objects.filter(task_state__in=completed.values("task_state"))
    return Voices(**given.aggregate(number=Count("pk"), last=Max("given_at")))


def parties(revision: Revision) -> set[int]:
    return parties_of(revision.as_object())


def parties_of(version: "EvidencePage") -> set[int]:
    """The contributors of the territory, and the reviewers who speak for it through a link."""
    target = target_of(version)
    if target is None:
        return set()
    members = User.objects.filter(memberships__authority__in=target.named_authorities())
    writing = target.writing_addresses()
    speaking = {user.pk for user in holders_of(RELECTEUR) if user.email.lower() in writing} if writing else set()
    return speaking | set(members.values_list("pk", flat=True))


def target_of(version: "EvidencePage") -> Any:
    return version.target.specific if version.target else None
