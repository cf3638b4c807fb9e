"""What only members and staff read: which models and fields, and who may read them on the site."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from cms.members.one_time_code import code_verified_recently
from cms.members.roles import MEMBRE, STAFF, has_role
from cms.members.sessions import has_second_factor, is_verified


class Restricted(models.Model):
    """A row of a page that the public never reads: it lives in the revisions and the review of the page, and is absent
    from its public reading, from search, feeds, exports and mails. Staff edit it, members read it at `reserve/`.
    """

    class Meta:
        abstract = True


def is_restricted(model: Any, field: str = "") -> bool:
    """Whether the rows of this model are restricted, or this field of a page class (its `restricted_fields`)."""
    if isinstance(model, type) and issubclass(model, Restricted):
        return True
    return field in getattr(model, "restricted_fields", ())


def is_reader(request: HttpRequest) -> bool:
    """Whether annexes are written for this account, whatever its session has proven."""
    return has_role(request.user, MEMBRE, *STAFF)


def may_read_annexes(request: HttpRequest) -> bool:
    """Staff: in a session opened with the second factor. Members: likewise, or once they gave their one-time code.

    A contributor reads those of his own collectivités in `/contribuer/`; here he is like anybody without the role.
    """
    if not is_reader(request):
        return False
    return is_verified(request) or (not has_role(request.user, *STAFF) and code_verified_recently(request))


def page_of_proof(user: Any) -> str:
    """Name of the address where this reader proves who he is; it leads on to `next`."""
    if not has_role(user, *STAFF):
        return "reading_code"
    return "mfa_reauthenticate" if has_second_factor(user) else "mfa_index"
