"""Whatever anybody does in whatever order, what goes online was approved by somebody who wrote none of it."""

import datetime
from contextlib import suppress
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import Page, Revision, TaskState

from cms.members.models import User
from cms.members.roles import ADMINISTRATION, REDACTION, RELECTEUR
from cms.workflow import steps
from cms.workflow.lots import preparing, publishing
from cms.workflow.lots.preparing import LotRefusedError
from cms.workflow.models import Approval, Publication, Release
from cms.workflow.permissions import in_review
from cms.workflow.scheduling import service as scheduling
from home.models import HomePage, StandardPage
from tests.factories import StandardPageFactory
from tests.sign_in import sign_in

ROLES_OF = {
    "redactrice": [REDACTION],
    "relectrice": [RELECTEUR],
    "relecteur": [RELECTEUR],
    "les-deux": [REDACTION, RELECTEUR],
    "administration": [ADMINISTRATION],
    "superutilisatrice": [],
}
REFUSALS = (PermissionDenied, ValidationError, LotRefusedError)
LIVES, STEPS = 9, 30
SEEDS = {"sqlite": 1, "postgresql": 2}
"""By database: no life is lived twice."""

people = st.sampled_from(list(ROLES_OF))
writers = st.sampled_from(["redactrice", "les-deux", "superutilisatrice"])
reviewers = st.sampled_from(["relectrice", "les-deux", "superutilisatrice"])
ranks = st.integers(0, 5)


class Editors(RuleBasedStateMachine):
    """A few pages, and people who do not care what they may do. A life is undone when it ends."""

    published = 0
    """Versions put online in all the lives."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self) -> None:
        type(self).published += Publication.objects.count()
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.home = HomePage.objects.get()
        self.people = {name: self._person(name) for name in ROLES_OF}
        self.clients = {name: self._client(user) for name, user in self.people.items()}
        self.lot = Release.objects.create(title="Forum")
        self.number = 0
        for name in ("redactrice", "les-deux"):
            self.create(name)
        self.go_all_the_way("redactrice", "relectrice", rank=0, date=None)

    def _person(self, name: str) -> User:
        is_root = name == "superutilisatrice"
        user = User.objects.create_user(name, f"{name}@exemple.fr", is_superuser=is_root)
        user.groups.set(Group.objects.filter(name__in=[role.name for role in ROLES_OF[name]]))
        return user

    def _client(self, user: User) -> Client:
        """A page moved into itself is an error 500 of Wagtail's: it changes nothing."""
        client = Client(headers={"host": "localhost"}, raise_request_exception=False)
        sign_in(client, user)
        return client

    def page(self, rank: int) -> Any:
        found = list(StandardPage.objects.order_by("pk"))
        return found[rank % len(found)]

    def text(self) -> str:
        self.number += 1
        return f"Texte {self.number}"

    def form(self, page: Any) -> dict[str, str]:
        """What the editor's screen posts."""
        data = {"title": self.text(), "slug": page.slug, "introduction": "", "tags": "", "body-count": "0"}
        return data | dict.fromkeys(("comments-TOTAL_FORMS", "comments-INITIAL_FORMS"), "0")

    def push(self, name: str, address: str, *args: Any, query: str = "", **data: Any) -> None:
        self.clients[name].post(reverse(address, args=args) + query, data)

    def attempt(self, act: Any, *args: Any, **kwargs: Any) -> None:
        """The steps of the code refuse by raising; nothing of a refused one stays."""
        with suppress(*REFUSALS), transaction.atomic():
            act(*args, **kwargs)

    @rule(name=people)
    def create(self, name: str) -> None:
        """As the editor's screen, whoever is there: the page is a draft of this person."""
        if StandardPage.objects.count() < 5:
            page = StandardPageFactory(parent=self.home, title=self.text(), live=False)
            page.save_revision(user=self.people[name])

    @rule(name=people, rank=ranks, then=st.sampled_from(["", "submit", "publish", "restart-workflow"]))
    def write(self, name: str, rank: int, then: str) -> None:
        page = self.page(rank)
        data = self.form(page) | ({f"action-{then}": "1"} if then else {})
        if page.latest_revision_id:
            data["overwrite_revision_id"] = str(page.latest_revision_id)
        self.push(name, "wagtailadmin_pages:edit", page.pk, **data)

    @rule(name=people, rank=ranks, days=st.sampled_from([-1, 2]))
    def give_a_date(self, name: str, rank: int, days: int) -> None:
        page = self.page(rank)
        if page.permissions_for_user(self.people[name]).can_edit() and not page.get_lock():
            version = page.get_latest_revision_as_object()
            version.go_live_at = timezone.now() + datetime.timedelta(days=days)
            version.save_revision(user=self.people[name])

    @rule(name=people, rank=ranks)
    def submit(self, name: str, rank: int) -> None:
        self.attempt(steps.submit, self.page(rank), self.people[name])

    @rule(name=people, rank=ranks, verb=st.sampled_from(["approuver", "demander-des-modifications", "refuser"]))
    def decide(self, name: str, rank: int, verb: str) -> None:
        page = self.page(rank)
        task_state = in_review(page) or TaskState.objects.for_instance(page).last()
        if task_state:
            data = {"task_state": task_state.pk, "decision": verb, "comment": "Parce que."}
            self.push(name, "workflow_desk:item", page.pk, **data)

    @rule(name=people, rank=ranks)
    def approve_an_old_task(self, name: str, rank: int) -> None:
        for task_state in TaskState.objects.for_instance(self.page(rank)).order_by("pk")[:2]:
            self.attempt(task_state.approve, user=self.people[name])

    @rule(name=people, rank=ranks)
    def approve_for_good(self, name: str, rank: int) -> None:
        task_state = in_review(self.page(rank))
        if task_state:
            self.attempt(steps.approve, task_state, self.people[name])

    @rule(writer=writers, reviewer=reviewers, rank=ranks, date=st.sampled_from([None, None, 2]))
    def go_all_the_way(self, writer: str, reviewer: str, rank: int, date: int | None) -> None:
        """The usual life of a version, whoever reads it: else nothing would be online to be spoilt."""
        self.write(writer, rank, "")
        if date:
            self.give_a_date(writer, rank, date)
        self.submit(writer, rank)
        self.decide(reviewer, rank, "approuver")

    @rule(writer=writers, reviewer=reviewers, rank=ranks)
    def change_hands(self, writer: str, reviewer: str, rank: int) -> None:
        """Who reads has written as well, before somebody else submits."""
        self.write(reviewer, rank, "")
        self.write(writer, rank, "submit")
        self.approve_for_good(reviewer, rank)

    @rule(name=people, rank=ranks)
    def withdraw(self, name: str, rank: int) -> None:
        self.push(name, "workflow_desk:withdraw", self.page(rank).pk)

    @rule(name=people, rank=ranks)
    def take_offline(self, name: str, rank: int) -> None:
        self.push(name, "workflow_desk:offline", self.page(rank).pk, reason="Faux.")

    @rule(name=people, rank=ranks, action=st.sampled_from(["publish", "unpublish", "move", "delete"]))
    def act_in_bulk(self, name: str, rank: int, action: str) -> None:
        pages = [self.page(rank), self.page(rank + 1)]
        query = "?" + "&".join(f"id={page.pk}" for page in pages)
        data = {"chooser": self.page(rank + 2).pk, "include_descendants": "on"}
        if action != "delete" or StandardPage.objects.count() > 3:
            self.push(name, "wagtail_bulk_action", "wagtailcore", "page", action, query=query, **data)

    @rule(name=people, rank=ranks)
    def copy(self, name: str, rank: int) -> None:
        if StandardPage.objects.count() < 6:
            data = {"new_title": self.text(), "new_slug": f"copie-{self.number}", "new_parent_page": self.home.pk}
            data |= {"copy_subpages": "on", "publish_copies": "on", "alias": "on"}
            self.push(name, "wagtailadmin_pages:copy", self.page(rank).pk, **data)
            self.attempt(self.page(rank).create_alias, parent=self.home, update_slug=f"alias-{self.number}")

    @rule(name=people, rank=ranks, below=ranks)
    def move(self, name: str, rank: int, below: int) -> None:
        self.push(name, "wagtailadmin_pages:move_confirm", self.page(rank).pk, self.page(below).pk)

    @rule(name=people, rank=ranks, which=ranks)
    def revert(self, name: str, rank: int, which: int) -> None:
        """To an older version, which the form of the editor then saves as a new one."""
        page = self.page(rank)
        versions = list(page.revisions.order_by("pk"))
        if versions:
            version = versions[which % len(versions)]
            self.push(name, "wagtailadmin_pages:revisions_revert", page.pk, version.pk, **self.form(page))
            self.attempt(version.publish, user=self.people[name])

    @rule(name=people, rank=ranks)
    def put_in_the_lot(self, name: str, rank: int) -> None:
        self.attempt(preparing.add, self.lot, [Page.objects.get(pk=self.page(rank).pk)], self.people[name])

    @rule(name=people)
    def publish_the_lot(self, name: str) -> None:
        self.attempt(publishing.publish, self.lot, self.people[name])

    @rule(name=people, gesture=st.sampled_from(["roll_back", "cancel"]))
    def give_the_lot_up(self, name: str, gesture: str) -> None:
        act = publishing.roll_back if gesture == "roll_back" else preparing.cancel
        self.attempt(act, self.lot, self.people[name])
        if not Release.objects.get(pk=self.lot.pk).is_open:
            self.lot = Release.objects.create(title="Forum suivant")

    @rule(name=people, rank=ranks)
    def unschedule(self, name: str, rank: int) -> None:
        self.attempt(scheduling.unschedule, self.page(rank), self.people[name])

    @rule()
    def the_day_comes(self) -> None:
        late = timezone.now() - datetime.timedelta(minutes=1)
        Revision.objects.exclude(approved_go_live_at=None).update(approved_go_live_at=late)
        for revision in Revision.objects.filter(approved_go_live_at=late):
            revision.content["go_live_at"] = late.isoformat()
            revision.save(update_fields=["content"])
        scheduling.publish_due()
        scheduling.unpublish_expired()

    @invariant()
    def what_is_online_was_approved_by_somebody_who_wrote_none_of_it(self) -> None:
        for page in StandardPage.objects.live():
            assert not page.alias_of_id, page
            assert page.live_revision_id, page
            voices = Approval.objects.filter(task_state__revision=page.live_revision_id, completes=True)
            assert voices.filter(task_state__status=TaskState.STATUS_APPROVED).exists(), page
            earlier = Publication.objects.filter(page=page, revision_key__lt=page.live_revision_id)
            before = earlier.aggregate(last=Max("revision_key"))["last"] or 0
            written = page.revisions.filter(pk__gt=before, pk__lte=page.live_revision_id)
            authors = set(written.exclude(user=None).values_list("user_id", flat=True))
            for voice in voices:
                assert voice.user_id not in authors, page


def test_nothing_goes_online_without_four_eyes(db: None) -> None:
    bounds = settings(
        max_examples=LIVES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(SEEDS[connection.vendor])(Editors), settings=bounds)
    assert Editors.published > LIVES  # one is online when a life begins
