"""What volunteering fills in the registries of the layers below."""

from cms.members import links, personal_data
from cms.members.roles import REDACTION
from cms.workflow import desk
from home.volunteering import confirming, desk_section, mails, retention


def register_all() -> None:
    links.register(mails.PURPOSE, confirming.answer, confirming.check, answers_used=True, confirms=True)
    personal_data.register("Collectivités volontaires", retention.export, retention.erase, retention.forget)
    personal_data.explain(
        "components/information/volunteers.html", confirm_days=mails.DAYS, months=retention.MONTHS_KEPT
    )
    desk.register_section(
        desk.Section(
            "volontaires",
            "Collectivités volontaires à étudier",
            "home/admin/desk_volunteers.html",
            desk_section.waiting,
            roles=(REDACTION,),
            order=35,
        )
    )
