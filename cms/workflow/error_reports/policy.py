"""Who may read and answer reports in the admin."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from cms.members.roles import STAFF, has_role


class ReportPolicy(BasePermissionPolicy):
    """Staff read and answer. Only readers add a report; nobody deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"view", "change"} and has_role(user, *STAFF)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        return get_user_model()._default_manager.filter(groups__name__in=[role.name for role in STAFF]).distinct()
