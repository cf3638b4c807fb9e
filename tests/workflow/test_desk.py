"""What the desk lists, for whom, and how one comes to it."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from cms.members.models import User
from cms.workflow import steps
from cms.workflow.desk.items import decidable_by, waiting_for_others
from cms.workflow.models import Claim
from cms.workflow.permissions import Action, in_review, may
from home.models import HomePage
from tests.workflow.desk import INDEX, Session, decide, item, words


def test_the_desk_lists_what_i_can_decide_oldest_first_then_what_i_wrote(
    submit: Any, reviewer: User, author: User, session: Session, account: Any
) -> None:
    for title in ("Première", "Deuxième"):
        submit(title)
    both = account("redaction")
    both.groups.add(*reviewer.groups.all())
    submit("La sienne", by=both)
    TaskState.objects.filter(revision__object_str="Première").update(
        started_at=timezone.now() - datetime.timedelta(days=9)
    )

    shown = words(session(both).get(reverse(INDEX)))

    assert shown.index("Première") < shown.index("Deuxième") < shown.index("En relecture chez d’autres")
    assert shown.index("En relecture chez d’autres") < shown.rindex("La sienne")
    assert "vous avez écrit ou soumis cette version" in shown
    assert "version soumise par Léa Autrice le " in shown
    assert shown.count("en retard depuis le") == 1
    assert "Ce qui change : Nouvelle page" in shown


def test_the_desk_and_the_rules_agree_on_everybody(submit: Any, reviewer: User, author: User, account: Any) -> None:
    both = account("redaction")
    both.groups.add(*reviewer.groups.all())
    root = User.objects.create_superuser("root")
    pages = [submit("Une"), submit("Deux", by=both), submit("Trois", by=root)]
    for person in (author, reviewer, both, root, account("administration"), account("contributeur")):
        vars(person).pop("_role_names", None)
        listed = {int(state.workflow_state.object_id) for state in decidable_by(person)}
        assert listed == {page.pk for page in pages if may(person, Action.APPROVE, page)}
        others = {int(state.workflow_state.object_id) for state in waiting_for_others(person)}
        assert listed | others == {page.pk for page in pages}
        assert not listed & others


@pytest.mark.parametrize("role", ["contributeur", "membre", ""])
def test_nobody_but_the_roles_of_the_admin_opens_the_desk(
    role: str, account: Any, submit: Any, session: Session
) -> None:
    page = submit()
    client = session(account(role))
    for address in (reverse(INDEX), item(page), reverse("workflow_desk:history", args=[page.pk])):
        assert client.get(address).status_code in {302, 403, 404}
        assert "Une page" not in client.get(address, follow=True).content.decode()


def test_the_menu_and_the_home_page_count_what_waits_for_me(submit: Any, reviewer: User, session: Session) -> None:
    submit("Une")
    submit("Deux")
    home = session(reviewer).get(reverse("wagtailadmin_home"))
    assert "Relecture (2)" in home.content.decode().encode().decode("unicode_escape", "ignore")
    assert "2 versions attendent votre avis" in words(home)
    assert 'id="panel-awaiting-review' not in home.content.decode()


def test_empty_desks_say_so(author: User, reviewer: User, session: Session) -> None:
    assert "Rien n’attend votre avis." in words(session(reviewer).get(reverse(INDEX)))
    assert "Aucune version n’est en relecture." in words(session(author).get(reverse(INDEX)))


def test_two_hundred_versions_cost_the_queries_of_two(
    submit: Any, author: User, reviewer: User, home: HomePage, session: Session
) -> None:
    model = in_review(submit("Page 0"))
    assert model
    submit("Page 1")
    client = session(reviewer)
    addresses = (reverse(INDEX), reverse("wagtailadmin_home"))

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
        return counts

    before = queries()
    _copy_review(model, author, 200)
    assert decidable_by(reviewer).count() == 202
    assert queries() == before
    assert "Page 2 sur 11" in words(client.get(addresses[0], {"page": 2}))


def _copy_review(task_state: TaskState, author: User, number: int) -> None:
    """As many other versions under review, in four statements: the desk reads nothing of their pages."""
    state, now = task_state.workflow_state, timezone.now()
    types = {"content_type": state.content_type, "base_content_type": state.base_content_type}
    keys = [str(10**6 + rank) for rank in range(number)]
    revisions = Revision.objects.bulk_create(
        Revision(object_id=key, object_str=f"Autre {key}", content={}, created_at=now, user=author, **types)
        for key in keys
    )
    states = WorkflowState.objects.bulk_create(
        WorkflowState(object_id=key, workflow=state.workflow, requested_by=author, **types) for key in keys
    )
    task_states = TaskState.objects.bulk_create(
        TaskState(workflow_state=held, revision=revision, task=task_state.task, content_type=task_state.content_type)
        for held, revision in zip(states, revisions, strict=True)
    )
    Claim.objects.bulk_create(Claim(task_state=started, user=author) for started in task_states)


def test_taking_charge_is_seen_by_the_others_and_ends_with_the_review(
    submit: Any, reviewer: User, author: User, account: Any, session: Session
) -> None:
    page = submit()
    claim = reverse("workflow_desk:claim", args=[page.pk])
    other = account("relecteur", first_name="Ana", last_name="Relectrice")
    assert session(reviewer).post(claim, {"next": "desk"})["Location"] == reverse(INDEX)

    assert "Prise en charge par Rémi Relecteur" in words(session(other).get(reverse(INDEX)))
    assert "Rémi Relecteur s’en charge déjà." in words(session(other).post(claim, follow=True))
    assert "Je laisse" in words(session(reviewer).get(item(page)))
    session(author).post(claim)
    assert Claim.objects.get().user == reviewer

    decide(session(other), page, "demander-des-modifications", "À préciser.")
    steps.submit(page, author)
    assert "Prise en charge" not in words(session(other).get(item(page)))
    session(reviewer).post(claim)
    session(reviewer).post(claim, {"leave": "1"})
    assert "Prise en charge" not in words(session(other).get(item(page)))


def test_the_editing_screen_leads_to_the_desk(submit: Any, author: User, reviewer: User, session: Session) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[submit().pk])
    shown = words(session(author).get(edit))
    assert "personne ne peut la modifier" in shown
    assert "Retirer de la relecture" in shown
    both = User.objects.create_user("both")
    both.groups.add(*author.groups.all(), *reviewer.groups.all())
    html = session(both).get(edit).content.decode()
    assert "Relire cette version" in html
    assert "workflow/action" not in html, "Wagtail’s own buttons"
