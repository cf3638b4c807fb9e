"""What the journal of a page says of our own steps."""

from typing import Any

from django.utils.html import format_html
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from cms.workflow.conflicts import hooks as conflict_hooks  # noqa: F401
from cms.workflow.desk import editor as desk_editor  # noqa: F401
from cms.workflow.desk import hooks as desk_hooks  # noqa: F401
from cms.workflow.error_reports import hooks as error_report_hooks  # noqa: F401
from cms.workflow.freshness import hooks as freshness_hooks  # noqa: F401
from cms.workflow.holds import with_holds
from cms.workflow.lots import hooks as lot_hooks  # noqa: F401
from cms.workflow.opinions import screens as opinion_screens  # noqa: F401
from cms.workflow.scheduling import screens as schedule_screens  # noqa: F401


@hooks.register("construct_explorer_page_queryset")
def explorer_knows_holds(parent_page: Any, pages: Any, request: Any) -> Any:
    """The menus of each line ask where its page is."""
    return with_holds(pages)


class StepFormatter(LogFormatter):
    """A sentence, and the comment or the reason that was given."""

    def format_message(self, log_entry: Any) -> str:
        comment = log_entry.data.get("comment", "")
        return format_html("{} : « {} »", self.message, comment) if comment else self.message


class Vote(StepFormatter):
    label = "Donner une approbation"
    message = "A donné une approbation"


class Refusal(StepFormatter):
    label = "Refuser"
    message = "A refusé cette version"


class TakeOffline(StepFormatter):
    label = "Retirer du site"
    message = "A retiré la page du site"


@hooks.register("register_log_actions")
def register_steps(actions: Any) -> None:
    actions.register_action("cms.workflow.vote")(Vote)
    actions.register_action("cms.workflow.refuse")(Refusal)
    actions.register_action("cms.page.take_offline")(TakeOffline)
