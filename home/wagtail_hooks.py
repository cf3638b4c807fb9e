"""Screens of the manifesto and of the pages of the site in the admin: each module registers its own."""

from home.evidence import hooks as evidence_hooks  # noqa: F401
from home.manifesto import screens as manifesto_screens  # noqa: F401
from home.press import screens as press_screens  # noqa: F401
from home.volunteering import journal as volunteer_journal  # noqa: F401
from home.volunteering import screens as volunteer_screens  # noqa: F401
