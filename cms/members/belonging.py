"""Which collectivités a person works for."""

from typing import Any


def authorities_of(user: Any) -> set[int]:
    """Keys of the collectivités; none for a visitor or a closed account. Read once per user object."""
    if not user.is_active or not user.pk:
        return set()
    if not hasattr(user, "_authorities"):
        user._authorities = set(user.memberships.values_list("authority_id", flat=True))
    found: set[int] = user._authorities
    return found
