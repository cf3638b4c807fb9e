"""What the journal of a fiche keeps of its contributor: the licence he accepted, and for which version."""

from typing import Any

from wagtail import hooks
from wagtail.log_actions import LogFormatter, log

from cms.core.licence import LICENCE
from library_pages.models import UseCasePage

LICENCE_ACCEPTED = "library_pages.licence_accepted"


class LicenceAccepted(LogFormatter):
    label = "Accepter la licence"

    def format_message(self, log_entry: Any) -> str:
        return f"A accepté la publication sous {log_entry.data['licence']}"


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    actions.register_action(LICENCE_ACCEPTED)(LicenceAccepted)


def keep_licence(page: UseCasePage, revision: Any, user: Any) -> None:
    log(page, LICENCE_ACCEPTED, user=user, revision=revision, data={"licence": LICENCE})
