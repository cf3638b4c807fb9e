"""What the journal of a report keeps of its territory, which has no account."""

from typing import Any

from wagtail import hooks
from wagtail.log_actions import LogFormatter

SENT = "concertation_pages.sent_by_link"
TAKEN_BACK = "concertation_pages.taken_back_by_link"


class Sent(LogFormatter):
    label = "Envoyer un compte rendu par lien"

    def format_message(self, log_entry: Any) -> str:
        return f"Envoyé par la collectivité par lien ({log_entry.data['territory']}), sous {log_entry.data['licence']}"


class TakenBack(LogFormatter):
    label = "Reprendre un compte rendu par lien"

    def format_message(self, log_entry: Any) -> str:
        return f"Repris par la collectivité par lien ({log_entry.data['territory']})"


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    actions.register_action(SENT)(Sent)
    actions.register_action(TAKEN_BACK)(TakenBack)
