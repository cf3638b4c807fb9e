"""Wagtail's two ways of asking who may do what, both answered by `cms.workflow.permissions`. Nobody may publish."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.members.roles import REDACTION, has_role
from cms.workflow.permissions import Action, may


class EditorialPermissionTester(PagePermissionTester):
    """What the screens of the admin offer for a page. Superusers are under the same rules."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if user.is_active and user.is_superuser:
            self.permissions = {"add", "change", "lock"}
        if not user.is_active:
            self.permissions = set()

    def can_edit(self) -> bool:
        """Opens the editing screens, whatever the state; the locks say whether something may be saved there."""
        return not self.page_is_root and has_role(self.user, REDACTION)

    def can_add_subpage(self) -> bool:
        return bool(super().can_add_subpage()) and has_role(self.user, REDACTION)

    def can_view_revisions(self) -> bool:
        return self.can_edit()

    def can_copy(self) -> bool:
        return self.can_edit()

    def can_submit_for_moderation(self) -> bool:
        return bool(super().can_submit_for_moderation()) and may(self.user, Action.SUBMIT, self.page)

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        """Ours asks for a reason, and ends the review, the schedule and the place in a lot as well."""
        return False

    def can_unschedule(self) -> bool:
        return may(self.user, Action.UNSCHEDULE, self.page)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return may(self.user, Action.DELETE, self.page)

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return may(self.user, Action.REORDER, self.page)

    def can_set_view_restrictions(self) -> bool:
        return may(self.user, Action.RESTRICT, self.page)

    def can_move(self) -> bool:
        return may(self.user, Action.MOVE, self.page)

    def can_move_to(self, destination: Any) -> bool:
        """The rules of the tree, then ours at both ends: a page that is live there was approved already."""
        if self.page == destination or destination.is_descendant_of(self.page):
            return False
        if not self.page.is_child_of(destination) and not self.page.specific.can_move_to(destination):
            return False
        return self.can_move() and may(self.user, Action.CREATE, destination)


class EditorialPolicy(PagePermissionPolicy):
    """Hides « publish copies » and « alias » in the copy form, from superusers too."""

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        others = set(actions) - {"publish"}
        return bool(others) and bool(super().user_has_any_permission(user, others))
