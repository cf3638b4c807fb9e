"""Screens of the consultations in the admin: each module registers its own."""

from concertation_pages.commitment import journal as commitment_journal  # noqa: F401
from concertation_pages.commitment import screens as commitment_screens  # noqa: F401
from concertation_pages.exchange import screens as exchange_screens  # noqa: F401
from concertation_pages.following import screens as following_screens  # noqa: F401
from concertation_pages.tracking import hooks as tracking_hooks  # noqa: F401
