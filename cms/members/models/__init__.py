"""Accounts, and the links that stand in for one."""

from cms.members.models.email_domain import EmailDomain
from cms.members.models.invitation import Invitation
from cms.members.models.link import SignedLink
from cms.members.models.membership import Membership
from cms.members.models.user import User

__all__ = ["EmailDomain", "Invitation", "Membership", "SignedLink", "User"]
