"""Screens of administration in Wagtail's admin; accounts come by `cms.members.users_app`."""

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from cms.members.invitation_screens import EmailDomainViewSet, InvitationViewSet


@hooks.register("register_admin_viewset")
def viewsets() -> list[ModelViewSet]:
    return [
        InvitationViewSet("invitation", url_prefix="invitations"),
        EmailDomainViewSet("email_domain", url_prefix="domaines-de-courriel"),
    ]
