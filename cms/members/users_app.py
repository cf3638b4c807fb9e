"""Wagtail's accounts, kept by our role Administration, with our screens; groups are code, and have none."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    """Stands in INSTALLED_APPS in the place of `wagtail.users`."""

    user_viewset = "cms.members.user_screens.AccountViewSet"

    def ready(self) -> None:
        """The policies are ours, so the parent's are not registered."""
        from django.contrib.auth.models import Group  # noqa: PLC0415  # models must be loaded
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from cms.members.models import EmailDomain, Invitation, User  # noqa: PLC0415
        from cms.members.policies import KeptByAdministration  # noqa: PLC0415

        register_permission_policy(User, KeptByAdministration(User, "add", "change"))
        register_permission_policy(Group, KeptByAdministration(Group))
        register_permission_policy(Invitation, KeptByAdministration(Invitation, "add"))
        register_permission_policy(EmailDomain, KeptByAdministration(EmailDomain, "add", "change", "delete"))
