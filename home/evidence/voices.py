"""Who decides of a link: more people, and none of those it speaks about, when it weakens a principle in their name."""

from typing import TYPE_CHECKING, Any

from wagtail.models import Revision

from cms.members.models import User
from cms.members.roles import RELECTEUR, holders_of
from cms.taxonomy.models import EvidenceNature

if TYPE_CHECKING:
    from home.models import EvidencePage

SENSITIVE = {EvidenceNature.QUALIFIES, EvidenceNature.CONTRADICTS}
VOICES = 2


def is_sensitive(version: "EvidencePage") -> bool:
    """Whether it says of a named territory that it qualifies or contradicts the manifesto."""
    return version.nature in SENSITIVE and names_a_territory(version)


def names_a_territory(version: "EvidencePage") -> bool:
    target = target_of(version)
    return bool(version.target_territory or (target and target.named_authorities()))


def fewest_voices(revision: Revision) -> int:
    return VOICES if is_sensitive(revision.as_object()) else 1


def parties(revision: Revision) -> set[int]:
    """The contributors of the territory, and the reviewers who speak for it through a link."""
    target = target_of(revision.as_object())
    if target is None:
        return set()
    members = User.objects.filter(memberships__authority__in=target.named_authorities())
    speaking = {user.pk for user in holders_of(RELECTEUR) if target.is_written_by(user.email)}
    return speaking | set(members.values_list("pk", flat=True))


def target_of(version: "EvidencePage") -> Any:
    return version.target.specific if version.target else None
