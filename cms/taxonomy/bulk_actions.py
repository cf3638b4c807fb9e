"""Take terms out of the forms, or put them back, from the list of a vocabulary."""

from collections.abc import Sequence
from typing import Any

from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from cms.taxonomy.models import VOCABULARIES, Term


class SetActive(SnippetBulkAction):
    """Sets `active` on the chosen terms, one save each so that whoever watches them knows."""

    models = VOCABULARIES
    active: bool
    template_name = "taxonomy/admin/set_active.html"
    question: str
    consequence: str
    done: str

    def check_perm(self, term: Term) -> bool:
        return bool(self.permission_policy.user_has_permission_for_instance(self.request.user, "change", term))

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Sequence[Any]) -> Any:
        """A merged term is out of use for good."""
        return model.objects.current().filter(pk__in=object_ids)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "action": self}

    @classmethod
    def execute_action(cls, objects: Sequence[Term], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        for term in objects:
            term.active = cls.active
            term.save(update_fields=["active"])
            log(instance=term, action="wagtail.edit", user=user)
        return len(objects), 0

    def get_success_message(self, count: int, _: int) -> str:
        return f"{self.done} : {count}."


class WithdrawTerms(SetActive):
    active = False
    action_type = "withdraw"
    action_priority = 10
    display_name = "Retirer de la saisie"
    aria_label = "Retirer de la saisie les termes choisis"
    question = "Retirer ces termes de la saisie ?"
    consequence = "Ils restent affichés sur les pages qui les portent, et ne sont plus proposés."
    done = "Termes retirés de la saisie"


class OfferTerms(SetActive):
    active = True
    action_type = "offer"
    action_priority = 20
    display_name = "Remettre à la saisie"
    aria_label = "Remettre à la saisie les termes choisis"
    question = "Remettre ces termes à la saisie ?"
    consequence = "Ils sont de nouveau proposés à qui remplit une fiche."
    done = "Termes remis à la saisie"
