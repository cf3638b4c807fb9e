"""Role × action × state, written by hand from what the association decided: `may` and the screens must say the same."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from cms.members.models import User
from cms.workflow import steps
from cms.workflow.models import Verification
from cms.workflow.permissions import Action, State, in_review, may, state_of
from tests.factories import LibraryIndexPageFactory, LocalAuthorityFactory, MaturityFactory, UseCasePageFactory, publish
from tests.factories.forms import empty_use_case
from tests.sign_in import sign_in

PEOPLE = {
    "anonyme": None,
    "membre": ("membre",),
    "voisine": ("contributeur",),  # of another collectivité
    "contributrice": ("contributeur",),  # of the collectivité of the fiche
    "contributeur-auteur": ("contributeur",),  # the same, and wrote the version
    "redactrice": ("redaction",),
    "redacteur-auteur": ("redaction",),
    "relectrice": ("relecteur",),
    "relecteur-auteur": ("relecteur",),
    "administration": ("administration",),
    "superutilisatrice": (),
}
AUTHORS = ("contributeur-auteur", "redacteur-auteur", "relecteur-auteur")

D, R, S, L, C, A = State
"""Draft, in review, scheduled, live, live with changes, archived."""
EVER = {D, R, S, L, C, A}
FREE = {D, L, C, A}
"""Not in review and not scheduled: what a person may change."""

REDACTION = ("redactrice", "redacteur-auteur", "superutilisatrice")
REVIEWERS = ("relectrice", "superutilisatrice")
STAFF = (*REDACTION, "relectrice", "relecteur-auteur", "administration")
ITS_CONTRIBUTORS = ("contributrice", "contributeur-auteur")


def among(people: Iterable[str], states: set[State]) -> dict[str, set[State]]:
    return dict.fromkeys(people, states)


EXPECTED: dict[Action, dict[str, set[State]]] = {
    Action.CREATE: among((*REDACTION, *ITS_CONTRIBUTORS, "voisine"), EVER),
    Action.EDIT: among((*REDACTION, *ITS_CONTRIBUTORS), FREE),
    Action.SUBMIT: among((*REDACTION, *ITS_CONTRIBUTORS), FREE),
    Action.WITHDRAW: among(("redacteur-auteur", "contributeur-auteur"), {R}),
    Action.APPROVE: among(REVIEWERS, {R}),
    Action.ASK_CHANGES: among(REVIEWERS, {R}),
    Action.REFUSE: among(REVIEWERS, {R}),
    Action.TAKE_OFFLINE: among(STAFF, {L, C}),
    Action.UNSCHEDULE: among(STAFF, {S}),
    Action.DELETE: among(REDACTION, {D, A}) | among(ITS_CONTRIBUTORS, {D}),
    Action.MOVE: among(REDACTION, FREE),
    Action.REORDER: among(REDACTION, EVER),
    Action.RESTRICT: among(("administration", "superutilisatrice"), EVER),
    Action.REQUEST_OPINION: among((*REDACTION, "relectrice", "relecteur-auteur"), {D, R, C, A}),
    Action.CONFIRM: among((*REDACTION, *ITS_CONTRIBUTORS), {L, C}),
}


class Cast(NamedTuple):
    people: dict[str, User]
    page: Any

    def again(self) -> Any:
        return Page.objects.get(pk=self.page.pk).specific

    def person(self, name: str) -> Any:
        """As the next request would read him."""
        return User.objects.get(pk=self.people[name].pk) if name in self.people else AnonymousUser()


@pytest.fixture
def cast(library: Any, account: Callable[..., User]) -> Cast:
    """Everybody, and a fiche of one collectivité that three of them wrote."""
    here, elsewhere = LocalAuthorityFactory.create_batch(2)
    people = {}
    for name, roles in PEOPLE.items():
        if roles:
            authority = {"contributeur": here}.get(roles[0]) if name != "voisine" else elsewhere
            people[name] = account(roles[0], authority, username=name)
    people["superutilisatrice"] = User.objects.create_superuser("superutilisatrice", "super@exemple.fr")
    maturity = MaturityFactory(slug="experimentation")
    given = {"authority": here, "maturity": maturity, "content_owner": people["redacteur-auteur"], "live": False}
    page = UseCasePageFactory(parent=library, title="Fiche", slug="fiche", **given)
    return Cast(people, page)


def write(cast: Cast) -> None:
    for name in AUTHORS:
        page = cast.again()
        page.summary = f"Écrit par {name}."
        page.save_revision(user=cast.people[name])


def review(cast: Cast) -> Any:
    write(cast)
    return steps.submit(cast.again(), cast.people["redacteur-auteur"])


def schedule(cast: Cast) -> None:
    write(cast)
    page = cast.again().get_latest_revision_as_object()
    page.go_live_at = timezone.now() + datetime.timedelta(days=3)
    page.save_revision(user=cast.people["redacteur-auteur"])
    steps.approve(steps.submit(cast.again(), cast.people["redacteur-auteur"]), cast.people["relectrice"])


def archive(cast: Cast) -> None:
    publish(cast.again())
    steps.take_offline(cast.again(), cast.people["administration"], "Un essai arrêté.")
    write(cast)


def change(cast: Cast) -> None:
    publish(cast.again())
    write(cast)


BROUGHT: dict[State, Callable[[Cast], Any]] = {
    D: write,
    R: review,
    S: schedule,
    L: lambda cast: publish(cast.again()),
    C: change,
    A: archive,
}


@pytest.mark.parametrize("state", State, ids=lambda state: state.name.lower())
def test_each_role_may_do_in_each_state_what_was_decided_and_nothing_else(cast: Cast, state: State) -> None:
    BROUGHT[state](cast)
    page = cast.again()
    assert state_of(page) == state
    wrong = []
    for action in Action:
        for name in PEOPLE:
            expected = state in EXPECTED[action].get(name, set())
            asked = page.get_parent().specific if action in {Action.CREATE, Action.REORDER} else page
            if may(cast.person(name), action, asked) != expected:
                wrong.append(f"{name} {action}: {'refused' if expected else 'allowed'}")
    assert wrong == []


def test_a_live_page_whose_next_version_is_read_or_waits_is_still_taken_offline_and_confirmed(cast: Cast) -> None:
    publish(cast.again())
    for bring in (review, schedule):
        with transaction.atomic():
            bring(cast)
            for action in (Action.TAKE_OFFLINE, Action.CONFIRM):
                allowed = {name for name in PEOPLE if may(cast.person(name), action, cast.again())}
                assert allowed == {name for name, states in EXPECTED[action].items() if L in states}, action
            transaction.set_rollback(True)


def test_everybody_is_in_the_table_and_every_action_is() -> None:
    assert set(EXPECTED) == set(Action)
    assert {name for rows in EXPECTED.values() for name in rows} <= set(PEOPLE)


# The same through the screens: each door is pushed by everybody in a state where somebody may pass.


def form(cast: Cast, **extra: Any) -> dict[str, Any]:
    """What the editor's screen posts."""
    writer = Client(headers={"host": "localhost"})
    sign_in(writer, cast.people["redactrice"])
    screen = writer.get(reverse("wagtailadmin_pages:edit", args=[cast.page.pk])).content.decode()
    posted = querydict_from_html(screen, form_id="page-edit-form").dict()
    return posted | nested_form_data({"body": streamfield([])}) | {"summary": "Changé."} | extra


def decision(cast: Cast, verb: str) -> tuple[str, dict[str, Any]]:
    task_state = in_review(cast.page)
    assert task_state is not None
    data = {"task_state": task_state.pk, "decision": verb, "comment": "Parce que."}
    return reverse("workflow_desk:item", args=[cast.page.pk]), data


def wagtail_decision(cast: Cast, verb: str) -> tuple[str, dict[str, Any]]:
    task_state = in_review(cast.page)
    assert task_state is not None
    args = [cast.page.pk, verb, task_state.pk]
    return reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": "Parce que."}


def to(name: str, **data: Any) -> Callable[[Cast], tuple[str, dict[str, Any]]]:
    return lambda cast: (reverse(name, args=[cast.page.pk]), data)


def moving(cast: Cast) -> tuple[str, dict[str, Any]]:
    other = Page.objects.get(slug="ailleurs")
    return reverse("wagtailadmin_pages:move_confirm", args=[cast.page.pk, other.pk]), {}


def bulk(action: str, **data: Any) -> Callable[[Cast], tuple[str, dict[str, Any]]]:
    def door(cast: Cast) -> tuple[str, dict[str, Any]]:
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        return f"{address}?id={cast.page.pk}", data

    return door


def restrictions(cast: Cast) -> Any:
    return PageViewRestriction.objects.filter(page=cast.page).count()


def revisions(cast: Cast) -> Any:
    return cast.page.revisions.count()


def state(cast: Cast) -> Any:
    return state_of(cast.again())


def exists(cast: Cast) -> Any:
    return Page.objects.filter(pk=cast.page.pk).exists()


def place(cast: Cast) -> Any:
    return cast.again().path


def confirmed(cast: Cast) -> Any:
    return Verification.objects.count()


class Door(NamedTuple):
    action: Action
    state: State
    address: Callable[[Cast], tuple[str, dict[str, Any]]]
    effect: Callable[[Cast], Any]
    """What it changes when somebody passes."""
    side: str
    """« admin », « front » or « both »: contributors pass by the front, and the team by the admin."""


DOORS = {
    "edit": Door(
        Action.EDIT,
        D,
        lambda cast: (reverse("wagtailadmin_pages:edit", args=[cast.page.pk]), form(cast)),
        revisions,
        "admin",
    ),
    "submit": Door(
        Action.SUBMIT,
        D,
        lambda cast: (reverse("wagtailadmin_pages:edit", args=[cast.page.pk]), form(cast, **{"action-submit": "1"})),
        state,
        "admin",
    ),
    "edit during a review": Door(
        Action.EDIT,
        R,
        lambda cast: (reverse("wagtailadmin_pages:edit", args=[cast.page.pk]), nested_form_data(empty_use_case())),
        revisions,
        "admin",
    ),
    "approve": Door(Action.APPROVE, R, lambda cast: decision(cast, "approuver"), state, "admin"),
    "approve in Wagtail": Door(Action.APPROVE, R, lambda cast: wagtail_decision(cast, "approve"), state, "admin"),
    "ask": Door(Action.ASK_CHANGES, R, lambda cast: decision(cast, "demander-des-modifications"), state, "admin"),
    "ask in Wagtail": Door(Action.ASK_CHANGES, R, lambda cast: wagtail_decision(cast, "reject"), state, "admin"),
    "refuse": Door(Action.REFUSE, R, lambda cast: decision(cast, "refuser"), state, "admin"),
    "withdraw": Door(Action.WITHDRAW, R, to("workflow_desk:withdraw"), state, "admin"),
    "withdraw in front": Door(Action.WITHDRAW, R, to("contribution_withdraw"), state, "front"),
    "offline": Door(Action.TAKE_OFFLINE, L, to("workflow_desk:offline", reason="Faux."), state, "admin"),
    "unschedule": Door(Action.UNSCHEDULE, S, to("unschedule"), state, "admin"),
    "delete": Door(Action.DELETE, D, to("wagtailadmin_pages:delete"), exists, "admin"),
    "delete by bulk": Door(Action.DELETE, D, bulk("delete"), exists, "admin"),
    "delete in front": Door(Action.DELETE, D, to("contribution_delete"), exists, "front"),
    "delete what is live": Door(Action.DELETE, L, to("wagtailadmin_pages:delete"), exists, "admin"),
    "move": Door(Action.MOVE, D, moving, place, "admin"),
    "restrict": Door(
        Action.RESTRICT, L, to("wagtailadmin_pages:set_privacy", restriction_type="login"), restrictions, "admin"
    ),
    "confirm": Door(Action.CONFIRM, L, to("confirm_page"), confirmed, "both"),
    "confirm in front": Door(Action.CONFIRM, L, to("contribution_confirm"), confirmed, "front"),
}


@pytest.mark.parametrize("name", DOORS)
def test_a_door_lets_through_who_may_and_changes_nothing_for_the_others(cast: Cast, library: Any, name: str) -> None:
    door = DOORS[name]
    LibraryIndexPageFactory(parent=library.get_parent(), slug="ailleurs")
    BROUGHT[door.state](cast)
    before, (address, data) = door.effect(cast), door.address(cast)
    passed = set()
    for person in PEOPLE:
        client = Client(headers={"host": "localhost"})
        if person in cast.people:
            sign_in(client, cast.people[person])
        with transaction.atomic():
            client.post(address, data)
            if door.effect(cast) != before:
                passed.add(person)
            transaction.set_rollback(True)
    allowed = {person for person, states in EXPECTED[door.action].items() if door.state in states}
    contributors = allowed & set(ITS_CONTRIBUTORS)
    assert passed == {"admin": allowed - contributors, "front": contributors, "both": allowed}[door.side]


def test_reordering_moves_a_page_for_redaction_only(cast: Cast, library: Any) -> None:
    UseCasePageFactory(parent=library, title="Autre", live=False)
    address = reverse("wagtailadmin_pages:set_page_position", args=[cast.page.pk])
    passed = set()
    for person in PEOPLE:
        client = Client(headers={"host": "localhost"})
        if person in cast.people:
            sign_in(client, cast.people[person])
        before = place(cast)
        with transaction.atomic():
            client.post(f"{address}?position=1")
            if place(cast) != before:
                passed.add(person)
            transaction.set_rollback(True)
    assert passed == set(REDACTION)
