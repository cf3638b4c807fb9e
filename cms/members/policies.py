"""Rights that come from a role and not from Django's permissions: nobody can be given them one by one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from cms.members.models import User
from cms.members.roles import ADMINISTRATION, has_role, holders_of


class KeptByAdministration(BasePermissionPolicy):
    """Administration does `actions`, and nobody does anything else; without actions the screens are closed."""

    def __init__(self, model: type[Model], *actions: str) -> None:
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and has_role(user, ADMINISTRATION)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """The account of a superuser is touched by superusers only."""
        protected = isinstance(instance, User) and instance.is_superuser and not user.is_superuser
        return not protected and self.user_has_permission(user, action)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return User.objects.none() if self.actions.isdisjoint(actions) else holders_of(ADMINISTRATION)
