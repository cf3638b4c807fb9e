"""What following fills in the registries of the layers below."""

from django.db.models.signals import pre_delete
from wagtail.permissions import register_permission_policy

from cms.core import sweeper
from cms.members import links, personal_data
from cms.members.policies import KeptByAdministration
from concertation_pages.following import confirming, requesting, retention, stopping, telling
from concertation_pages.models import Follow


def register_all() -> None:
    pre_delete.connect(stopping.forget_mails, sender=Follow)
    sweeper.register("points told to followers", telling.tell_points)
    links.register(confirming.PURPOSE, confirming.answer, answers_used=True, renew=requesting.ask_again, confirms=True)
    register_permission_policy(Follow, KeptByAdministration(Follow, "view", "delete"))
    personal_data.register("Suivis par courriel", retention.export, retention.erase, retention.forget)
    personal_data.explain(
        "components/information/follows.html", confirm_days=confirming.DAYS, kept_months=retention.KEPT_MONTHS
    )
