"""What the space of a commitment fills in the registries of the layers below."""

from cms.members import links
from cms.workflow.signals import step_taken
from concertation_pages.commitment.referents import send_again
from concertation_pages.space import access, journal, outcomes, routes  # noqa: F401  # the journal names its actions
from concertation_pages.space.links import PURPOSE


def register_all() -> None:
    links.register(PURPOSE, routes.answer, access.check, renew=send_again)
    step_taken.connect(outcomes.tell_referents)
