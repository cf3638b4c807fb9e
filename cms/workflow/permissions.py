"""Who may do what with a page: the only home of that question. Wagtail asks it through `EditorialPermissionTester`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from wagtail.models import PageLogEntry, TaskState

from cms.members.belonging import authorities_of
from cms.members.roles import ADMINISTRATION, CONTRIBUTEUR, REDACTION, RELECTEUR, STAFF, Role, has_role
from cms.workflow.holds import is_held
from cms.workflow.models import Publication

Question = Callable[[Any, Any], bool]
"""Asked of a person and a page."""


class State(TextChoices):
    """Where a page is. A live page whose next version is under review is IN_REVIEW: its `live` field tells the rest."""

    DRAFT = "brouillon", "brouillon"
    IN_REVIEW = "en-relecture", "en relecture"
    SCHEDULED = "programmee", "approuvée, publication à venir"
    LIVE = "publiee", "publiée"
    LIVE_CHANGED = "publiee-modifiee", "publiée, avec des modifications non publiées"
    ARCHIVED = "archivee", "retirée"


class Action(StrEnum):
    """What a person may want to do. CREATE and REORDER are asked of the page above."""

    CREATE = "create"
    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    ASK_CHANGES = "ask_changes"
    REFUSE = "refuse"
    TAKE_OFFLINE = "take_offline"
    UNSCHEDULE = "unschedule"
    DELETE = "delete"
    MOVE = "move"
    REORDER = "reorder"
    RESTRICT = "restrict"
    REQUEST_OPINION = "request_opinion"
    CONFIRM = "confirm"


def state_of(page: Any) -> State:
    """A version approved and waiting (for a date or for its lot) comes before one under review."""
    if page.approved_schedule or is_held(page):
        return State.SCHEDULED
    if page.workflow_in_progress:
        return State.IN_REVIEW
    if page.live:
        return State.LIVE_CHANGED if page.has_unpublished_changes else State.LIVE
    return State.ARCHIVED if page.first_published_at else State.DRAFT


def in_review(page: Any) -> TaskState | None:
    """The task in progress for the version submitted, if any."""
    return (
        TaskState.objects.for_instance(page)
        .filter(status=TaskState.STATUS_IN_PROGRESS)
        .select_related("workflow_state", "revision", "task")
        .last()
    )


def authors_since_publication(page: Any) -> set[int]:
    """Keys of the people who saved a version since the one online, of whose words a return to an older version brought
    back, and of who asked for the review. Of a page taken offline, the version that was online counts as well.
    """
    revisions = page.revisions.order_by()
    base = Publication.objects.filter(page_id=page.pk)[0 if page.live else 1 :].first()
    if base:
        revisions = revisions.filter(pk__gt=base.revision_key)
    keys = set(revisions.values_list("pk", flat=True)) | _brought_back(page, revisions)
    task_state = in_review(page)
    asked_by = task_state.workflow_state.requested_by_id if task_state else None
    if task_state:
        keys.add(task_state.revision_id)
    wrote = page.revisions.order_by().filter(pk__in=keys).values_list("user_id", flat=True).distinct()
    return {author for author in (*wrote, asked_by) if author}


def _brought_back(page: Any, revisions: Any) -> set[int]:
    """Keys of the versions that these ones took up again."""
    returns = PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.revert", revision__in=revisions)
    return {data["revision"]["id"] for data in returns.values_list("data", flat=True) if "revision" in data}


def parties_of(page: Any) -> set[int]:
    """Keys of those whom the version under review speaks about, who do not decide of it either."""
    task_state = in_review(page)
    found: set[int] = page.specific.parties(task_state.revision) if task_state else set()
    return found


def owns(user: Any, page: Any) -> bool:
    """Whether this contributor's collectivités bear the page, as its last version says."""
    mine = authorities_of(user)
    return bool(mine) and bool(mine & page.get_latest_revision_as_object().bearing_authorities())


def _owns_draft(user: Any, page: Any) -> bool:
    return state_of(page) == State.DRAFT and owns(user, page)


def _may_contribute_below(user: Any, page: Any) -> bool:
    return bool(authorities_of(user)) and getattr(page.specific_class, "accepts_contributions", False)


def _always(user: Any, page: Any) -> bool:
    return True


def _never(user: Any, page: Any) -> bool:
    return False


def _did_not_write(user: Any, page: Any) -> bool:
    """Four eyes, and one voice each."""
    if user.pk in authors_since_publication(page) or page.specific.is_written_by(user.email):
        return False
    task_state = in_review(page)
    if task_state is None or task_state.approvals.filter(user=user).exists():
        return False
    return user.pk not in parties_of(page)


def _wrote(user: Any, page: Any) -> bool:
    return user.pk in authors_since_publication(page)


def _answers_for(user: Any, page: Any) -> bool:
    return user.pk is not None and page.specific.content_owner_id == user.pk


def _is_live(user: Any, page: Any) -> bool:
    return bool(page.live)


def _nothing_to_keep(user: Any, page: Any) -> bool:
    """Nothing below is online, and no history goes with the page."""
    below = () if page.is_leaf() else page.get_descendants().specific()
    return not any(one.live for one in below) and not any(one.bears_history for one in (page.specific, *below))


ALL_STATES = frozenset(State)
EDITABLE = frozenset({State.DRAFT, State.LIVE, State.LIVE_CHANGED, State.ARCHIVED})
UNDER_REVIEW = frozenset({State.IN_REVIEW})


@dataclass(frozen=True)
class Rule:
    """Who: any of `roles`, a contributor for whom `contributors` holds, or whoever `persons` names. When: in `states`,
    if `also` holds.
    """

    roles: tuple[Role, ...]
    states: frozenset[State] = ALL_STATES
    contributors: Question = _never
    also: Question = _always
    persons: Question = _never


RULES: dict[Action, Rule] = {
    Action.CREATE: Rule((REDACTION,), contributors=_may_contribute_below),
    Action.EDIT: Rule((REDACTION,), EDITABLE, contributors=owns),
    Action.SUBMIT: Rule((REDACTION,), EDITABLE, contributors=owns),  # the editor's screen saves, then submits
    Action.WITHDRAW: Rule((REDACTION,), UNDER_REVIEW, contributors=owns, also=_wrote),
    Action.APPROVE: Rule((RELECTEUR,), UNDER_REVIEW, also=_did_not_write),
    Action.ASK_CHANGES: Rule((RELECTEUR,), UNDER_REVIEW, also=_did_not_write),
    Action.REFUSE: Rule((RELECTEUR,), UNDER_REVIEW, also=_did_not_write),
    Action.TAKE_OFFLINE: Rule(STAFF, also=_is_live),
    Action.UNSCHEDULE: Rule(STAFF, frozenset({State.SCHEDULED})),
    Action.DELETE: Rule(
        (REDACTION,), frozenset({State.DRAFT, State.ARCHIVED}), contributors=_owns_draft, also=_nothing_to_keep
    ),
    Action.MOVE: Rule((REDACTION,), EDITABLE),
    Action.REORDER: Rule((REDACTION,)),
    Action.RESTRICT: Rule((ADMINISTRATION,)),
    Action.REQUEST_OPINION: Rule((REDACTION, RELECTEUR), EDITABLE - {State.LIVE} | UNDER_REVIEW),
    Action.CONFIRM: Rule((REDACTION,), contributors=owns, also=_is_live, persons=_answers_for),
}


def may(user: Any, action: Action, page: Any) -> bool:
    """Whether this person may do this to this page now. Reads the state from the database each time,
    save what a page object knows of lots: a step takes a new one.
    """
    rule = RULES[action]
    if page.depth == 1 or not user.is_active:
        return False
    if not (
        has_role(user, *rule.roles)
        or (has_role(user, CONTRIBUTEUR) and rule.contributors(user, page))
        or rule.persons(user, page)
    ):
        return False
    return (rule.states == ALL_STATES or state_of(page) in rule.states) and rule.also(user, page)


FROM_OUTSIDE: dict[Action, frozenset[State]] = {
    Action.EDIT: EDITABLE,
    Action.SUBMIT: EDITABLE,
    Action.WITHDRAW: UNDER_REVIEW,
}


def may_from_outside(action: Action, page: Any) -> bool:
    """Whether the territory that writes this page through a link, without account, may do this to it now. It takes back
    only what it submitted; which link opens which page is for the application of the page to say.
    """
    if not page.outside_author or state_of(page) not in FROM_OUTSIDE[action]:
        return False
    task_state = in_review(page)
    return task_state is None or task_state.workflow_state.requested_by_id is None


def may_decide_point(user: Any, point: Any) -> bool:
    """Whether this person may publish or refuse a point of the history of a proposal: rédaction or relecteur, and not
    its author. `point` has an `author_id`, None when a territory wrote it: then nobody who answers for the territory.
    """
    if not has_role(user, REDACTION, RELECTEUR) or user.pk == point.author_id:
        return False
    return not point.referent_id or not point.item.page.specific.is_written_by(user.email)


def may_decide_commitments(user: Any) -> bool:
    """Whether this person may validate, refuse or withdraw the commitment of a territory, and keep its referents."""
    return has_role(user, REDACTION)


def may_answer_volunteers(user: Any) -> bool:
    """Whether this person may answer a collectivité that volunteers for the diagnosis, and forget who asked."""
    return has_role(user, REDACTION)
