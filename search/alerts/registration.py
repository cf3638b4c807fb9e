"""What alerts fill in the registries of the layers below."""

from wagtail.permissions import register_permission_policy

from cms.core import sweeper
from cms.members import links, personal_data
from cms.members.policies import KeptByAdministration
from search.alerts import confirming, requesting, retention, sending
from search.models import Alert


def register_all() -> None:
    links.register(confirming.PURPOSE, confirming.answer, answers_used=True, renew=requesting.ask_again, confirms=True)
    sweeper.register("alerts", sending.send_due)
    personal_data.register("Alertes", retention.export, retention.erase, retention.forget)
    register_permission_policy(Alert, KeptByAdministration(Alert, "view", "delete"))
