"""The first base of every page class: what its rules of publication add to Wagtail's."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.locks import BaseLock
from wagtail.models import Revision, TaskState

from cms.workflow.error_reports import ReportablePage
from cms.workflow.freshness import FreshPage
from cms.workflow.holds import is_held
from cms.workflow.models import Approval, OpinionRequest
from cms.workflow.tester import EditorialPermissionTester


class HeldLock(BaseLock):
    """An approved version waits for its lot: changing the page now would be changing what was approved."""

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> str:
        return "Cette page est approuvée et attend la publication de son lot. Pour la modifier, sortez-la du lot."

    def get_locked_by(self, user: Any) -> str:
        return "Attend la publication de son lot"

    def get_description(self, user: Any) -> str:
        return "Personne ne peut la modifier d’ici là"


class ReviewedPage(FreshPage, ReportablePage, models.Model):
    """A page that goes online only in a version approved by people who did not write it."""

    accepts_contributions: ClassVar[bool] = False
    """Whether contributors may create pages under one of this class."""
    quoted_fields: ClassVar[tuple[str, ...]] = ()
    """Fields that hold the words of somebody else, who answers for their figures."""

    class Meta:
        abstract = True

    def bearing_authorities(self) -> set[int]:
        """Keys of the collectivités whose contributors work on this page."""
        return set()

    @property
    def outside_author(self) -> str:
        """Name of the territory that writes this page through a link, without account; empty for any other page."""
        return ""

    def is_written_by(self, email: str) -> bool:
        """Whether somebody of this address writes this page through a link, without account."""
        return bool(email) and email.lower() in self.writing_addresses()

    def writing_addresses(self) -> set[str]:
        """E-mails, in small letters, of those who write this page through a link, without account."""
        return set()

    def named_authorities(self) -> set[int]:
        """Keys of the collectivités that this page speaks of."""
        return self.bearing_authorities()

    def speaking_addresses(self) -> Mapping[str, str]:
        """E-mails, confirmed, of those without account who speak for these collectivités, by what the key of every
        mail to them begins with (`cms.core.mail.forget`).
        """
        return {}

    def parties(self, revision: Revision) -> set[int]:
        """Keys of the people whom this version speaks about closely enough for them not to decide of it."""
        return set()

    def fewest_voices(self, revision: Revision) -> int:
        """How many people must approve this version, whatever the quorum of the workflow."""
        return 1

    @property
    def bears_history(self) -> bool:
        """Whether something that is only ever added to would go with this page, which is then never deleted."""
        return False

    def permissions_for_user(self, user: Any) -> EditorialPermissionTester:
        return EditorialPermissionTester(user, self)

    def get_lock(self) -> Any:
        lock = super().get_lock()  # type: ignore[misc]  # of Page, the other base
        return lock or (HeldLock(self) if is_held(self) else None)

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """A version that somebody was asked to read stays as it was read: autosave then makes another one."""
        if overwrite_revision and any(
            asked.objects.filter(revision=overwrite_revision).exists() for asked in (TaskState, OpinionRequest)
        ):
            overwrite_revision = None
        saved: Revision = super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)  # type: ignore[misc]
        return saved

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Raises PublishPagePermissionError when no review of this version ended with the voices it needed."""
        approved = Approval.objects.filter(
            completes=True, task_state__revision=revision, task_state__status=TaskState.STATUS_APPROVED
        )
        if not approved.exists():
            raise PublishPagePermissionError("Cette version n’a pas été approuvée.")
        super().publish(revision, *args, **kwargs)  # type: ignore[misc]

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """A copy is a draft: nobody approved it where it stands."""
        return super().copy(*args, **kwargs | {"keep_live": False})  # type: ignore[misc]

    def create_alias(self, *args: Any, **kwargs: Any) -> Any:
        raise PublishPagePermissionError("Un alias serait en ligne sans avoir été approuvé.")
