"""Who may read and answer reports in the admin."""

from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from cms.members.roles import STAFF, has_role, holders_of


class ReportPolicy(BasePermissionPolicy):
    """Staff read and answer. Only readers add a report; nobody deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"view", "change"} and has_role(user, *STAFF)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        return holders_of(*STAFF)
