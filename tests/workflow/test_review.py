"""What goes online, by whose hands, through the screens of the admin and through the code itself."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.members.models import User
from cms.members.roles import ADMINISTRATION, REDACTION, RELECTEUR
from cms.workflow import steps
from cms.workflow.models import FourEyesTask, Publication, last_publication
from cms.workflow.permissions import Action, State, in_review, may, state_of
from cms.workflow.steps import StepRefused
from home.models import StandardPage
from tests.factories import StandardPageFactory
from tests.sign_in import sign_in


@pytest.fixture
def people(home):
    """One account by name, in its group; `both` writes and reviews, `root` is a superuser."""
    roles = {
        "redactrice": (REDACTION,),
        "redacteur": (REDACTION,),
        "relectrice": (RELECTEUR,),
        "relecteur": (RELECTEUR,),
        "both": (REDACTION, RELECTEUR),
        "administration": (ADMINISTRATION,),
    }
    people = {}
    for name, groups in roles.items():
        people[name] = User.objects.create_user(name, f"{name}@exemple.fr")
        people[name].groups.set(Group.objects.filter(name__in=[role.name for role in groups]))
    people["root"] = User.objects.create_superuser("root", "root@exemple.fr")
    return people


@pytest.fixture
def draft(people, home):
    page = StandardPageFactory(parent=home, title="Brouillon", slug="brouillon", live=False)
    page.save_revision(user=people["redactrice"])
    return page


def read(page):
    return Page.objects.get(pk=page.pk).specific


def session(user):
    client = Client(headers={"host": "localhost"})
    sign_in(client, user)
    return client


def write(client, page, title, *, back_to=None, **extra):
    data = {"title": title, "slug": page.slug, "introduction": "", "tags": "", **extra}
    rows = {"body": streamfield([]), "comments": inline_formset([])}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if back_to:
        url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, back_to.pk])
    return client.post(url, data | nested_form_data(rows))


def decide(client, page, action, **data):
    """Wagtail's own address for a decision, whatever screen showed its button."""
    task_state = TaskState.objects.for_instance(page).latest("pk")
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task_state.pk]), data)


def test_a_page_goes_from_draft_to_online_through_the_admin(people, draft):
    write(session(people["redactrice"]), draft, "Soumis", **{"action-submit": "1"})
    assert state_of(read(draft)) == State.IN_REVIEW

    decide(session(people["relectrice"]), draft, "approve", comment="Très clair.")

    page = read(draft)
    assert (page.live, page.title, state_of(page)) == (True, "Soumis", State.LIVE)
    ledger = last_publication(page)
    assert (ledger.revision_id, ledger.approved_by) == (page.live_revision_id, people["relectrice"])


@pytest.mark.parametrize("name", ["redactrice", "both", "root", "relectrice", "administration"])
def test_no_parameter_of_the_editing_form_publishes(people, draft, name):
    write(session(people[name]), draft, "Publié de force", **{"action-publish": "1"})

    assert not read(draft).live


@pytest.mark.parametrize("name", ["redactrice", "both", "root"])
def test_no_bulk_action_publishes_nor_unpublishes(people, draft, home, name):
    live = StandardPageFactory(parent=home, slug="en-ligne")
    for action, page in (("publish", draft), ("unpublish", live)):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        session(people[name]).post(f"{url}?id={page.pk}", follow=True)

    assert not read(draft).live
    assert read(live).live


@pytest.mark.parametrize("name", ["both", "root"])
def test_an_author_does_not_approve_even_after_somebody_else_wrote_or_submitted(people, draft, name):
    write(session(people[name]), draft, "Retouché")
    write(session(people["redacteur"]), draft, "Soumis", **{"action-submit": "1"})

    answer = decide(session(people[name]), draft, "approve", comment="")

    assert answer.status_code in {302, 403}
    assert not read(draft).live
    with pytest.raises(StepRefused):
        steps.approve(in_review(draft), people[name])


def test_the_model_itself_does_not_let_an_author_approve(people, draft):
    task_state = steps.submit(draft, people["both"])

    with pytest.raises(PublishPagePermissionError):
        task_state.approve(user=people["both"])

    assert not read(draft).live
    assert TaskState.objects.get(pk=task_state.pk).status == TaskState.STATUS_IN_PROGRESS


def test_a_version_that_nobody_approved_is_not_published_by_code(people, draft):
    for user in (None, people["root"]):
        with pytest.raises(PermissionDenied):
            draft.get_latest_revision().publish(user=user)
    with pytest.raises(PermissionDenied):
        draft.create_alias(parent=draft.get_parent(), update_slug="alias")

    assert not StandardPage.objects.live().exists()


def test_who_wrote_before_the_last_publication_may_approve_the_next_version(people, draft):
    steps.approve(steps.submit(draft, people["redactrice"]), people["both"])
    write(session(people["redacteur"]), draft, "Suite", **{"action-submit": "1"})

    steps.approve(in_review(draft), people["both"])

    assert read(draft).title == "Suite"
    assert Publication.objects.count() == 2


def test_past_authors_stay_able_to_approve_after_a_withdrawal(people, draft):
    steps.approve(steps.submit(draft, people["redactrice"]), people["relectrice"])
    steps.take_offline(draft, people["administration"], "Un chiffre est faux.")
    assert state_of(read(draft)) == State.ARCHIVED
    write(session(people["both"]), draft, "Corrigé", **{"action-submit": "1"})

    with pytest.raises(StepRefused):
        steps.approve(in_review(draft), people["both"])
    steps.approve(in_review(draft), people["relectrice"])

    assert read(draft).title == "Corrigé"


def test_the_author_of_a_withdrawn_version_does_not_put_it_back(people, draft):
    draft.save_revision(user=people["both"])
    steps.approve(steps.submit(draft, people["redactrice"]), people["relectrice"])
    steps.take_offline(draft, people["relectrice"], "Un chiffre est faux.")
    task_state = steps.submit(draft, people["redacteur"])

    with pytest.raises(StepRefused):
        steps.approve(task_state, people["both"])


def test_who_wrote_the_older_version_that_somebody_brought_back_does_not_approve_it(people, draft):
    older = draft.save_revision(user=people["both"])
    steps.approve(steps.submit(draft, people["redactrice"]), people["relectrice"])
    write(session(people["redactrice"]), draft, "Ancien", back_to=older, **{"action-submit": "1"})

    with pytest.raises(StepRefused):
        steps.approve(in_review(draft), people["both"])
    steps.approve(in_review(draft), people["relectrice"])


def test_only_its_authors_take_a_version_back_from_review_in_the_editor(people, draft, home):
    page = StandardPageFactory(parent=home, slug="a-elle", live=False, owner=people["redacteur"])
    page.save_revision(user=people["redactrice"])
    steps.submit(page, people["redactrice"])

    write(session(people["redacteur"]), page, "Retiré", **{"action-cancel-workflow": "1"})
    assert in_review(page)

    write(session(people["redactrice"]), page, "Retiré", **{"action-cancel-workflow": "1"})
    assert not in_review(page)


@pytest.mark.parametrize("name", ["redactrice", "redacteur", "root"])
def test_what_is_under_review_changes_under_nobodys_hands(people, draft, name):
    task_state = steps.submit(draft, people["redactrice"])
    submitted = task_state.revision

    write(session(people[name]), draft, "Changé en douce", overwrite_revision_id=str(submitted.pk))
    steps.approve(task_state, people["relectrice"])

    assert read(draft).title == "Brouillon"


def test_a_version_that_was_submitted_is_not_overwritten_after_its_review(people, draft):
    task_state = steps.submit(draft, people["redactrice"])
    steps.ask_changes(task_state, people["relectrice"], "Précisez l’année.")

    author = session(people["redactrice"])
    write(author, draft, "Récrit", overwrite_revision_id=str(task_state.revision_id))

    assert task_state.revision.as_object().title == "Brouillon"
    assert read(draft).get_latest_revision_as_object().title == "Récrit"


def test_modifications_are_asked_with_a_comment_and_the_text_comes_back(people, draft):
    write(session(people["redactrice"]), draft, "Soumis", **{"action-submit": "1"})
    reviewer = session(people["relectrice"])

    decide(reviewer, draft, "reject", comment="")
    assert state_of(read(draft)) == State.IN_REVIEW

    decide(reviewer, draft, "reject", comment="Précisez l’année.")
    assert state_of(read(draft)) == State.DRAFT
    assert TaskState.objects.get().comment == "Précisez l’année."

    write(session(people["redacteur"]), draft, "Précisé", **{"action-submit": "1"})
    assert WorkflowState.objects.get().requested_by == people["redacteur"]
    decide(reviewer, draft, "approve")
    assert read(draft).title == "Précisé"


def test_a_refusal_needs_a_reason_ends_the_review_and_keeps_the_draft(people, draft):
    task_state = steps.submit(draft, people["redactrice"])
    with pytest.raises(StepRefused):
        steps.refuse(task_state, people["relectrice"], "  ")

    steps.refuse(task_state, people["relectrice"], "Hors du sujet.")

    assert (state_of(read(draft)), read(draft).current_workflow_state) == (State.DRAFT, None)
    steps.submit(draft, people["redactrice"])
    assert state_of(read(draft)) == State.IN_REVIEW


def test_two_voices_are_needed_when_the_quorum_says_two(people, draft):
    FourEyesTask.objects.update(quorum=2)
    task_state = steps.submit(draft, people["redactrice"])

    steps.approve(task_state, people["relectrice"])
    with pytest.raises(StepRefused, match="déjà approuvé"):
        steps.approve(task_state, people["relectrice"])
    with pytest.raises(PublishPagePermissionError):
        TaskState.objects.get(pk=task_state.pk).approve(user=people["relectrice"])
    assert not read(draft).live

    steps.approve(task_state, people["relecteur"])
    assert read(draft).live


def test_a_decision_already_taken_says_so(people, draft):
    task_state = steps.submit(draft, people["redactrice"])
    steps.approve(task_state, people["relectrice"])

    for step in (steps.approve, steps.ask_changes, steps.refuse):
        with pytest.raises(StepRefused, match="approuvée par relectrice"):
            step(task_state, people["relecteur"], "Encore.")
    assert Publication.objects.count() == 1


def test_a_withdrawal_ends_the_review_that_would_have_put_the_page_back(people, draft):
    steps.approve(steps.submit(draft, people["redactrice"]), people["relectrice"])
    write(session(people["redactrice"]), draft, "Suite", **{"action-submit": "1"})
    task_state = in_review(draft)

    with pytest.raises(StepRefused):
        steps.take_offline(draft, people["relectrice"], "")
    steps.take_offline(draft, people["relectrice"], "Demande de la collectivité.")

    with pytest.raises(StepRefused):
        steps.approve(task_state, people["relecteur"])
    assert not read(draft).live


def test_nothing_but_a_comment_is_accepted_with_a_decision(people, draft):
    task_state = steps.submit(draft, people["redactrice"])

    task_state.task.specific.on_action(task_state, people["relectrice"], "approve", comment="", update=False)

    assert read(draft).live


def test_a_copy_is_a_draft_even_when_its_pages_are_live(people, draft, home):
    live = StandardPageFactory(parent=home, slug="en-ligne")
    form = {
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": home.pk,
        "copy_subpages": "on",
        "publish_copies": "on",
        "alias": "on",
    }

    for name in ("redactrice", "root"):
        url = reverse("wagtailadmin_pages:copy", args=[live.pk])
        session(people[name]).post(url, form | {"new_slug": f"copie-{name}"})

    copies = StandardPage.objects.filter(slug__startswith="copie-")
    assert copies.count() == 2
    assert not copies.filter(live=True).exists()
    assert not copies.exclude(alias_of=None).exists()


def test_only_who_holds_a_role_of_the_admin_withdraws(people, draft):
    steps.approve(steps.submit(draft, people["redactrice"]), people["relectrice"])
    outsider = User.objects.create_user("visiteuse")

    assert not may(outsider, Action.TAKE_OFFLINE, read(draft))
    for name in ("redacteur", "relecteur", "administration", "root"):
        assert may(people[name], Action.TAKE_OFFLINE, read(draft)), name
