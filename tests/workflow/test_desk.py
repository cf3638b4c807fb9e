"""The reviewer's desk, through its screens and by each role."""

import datetime
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.members.models import User
from cms.workflow import circuit, steps
from cms.workflow.desk.items import decidable_by, waiting_for_others
from cms.workflow.models import Claim
from cms.workflow.permissions import Action, State, in_review, may, state_of
from home.models import HomePage, StandardPage
from tests.factories import StandardPageFactory
from tests.sign_in import sign_in

Session = Callable[[User], Client]
INDEX = "workflow_desk:index"


@pytest.fixture
def session() -> Session:
    def opened(user: User) -> Client:
        client = Client(headers={"host": "localhost"})
        sign_in(client, user)
        return client

    return opened


@pytest.fixture
def author(account: Any, home: HomePage) -> User:
    circuit.ensure()
    return account("redaction", first_name="Léa", last_name="Autrice")


@pytest.fixture
def reviewer(account: Any, author: User) -> User:
    return account("relecteur", first_name="Rémi", last_name="Relecteur")


@pytest.fixture
def submit(home: HomePage, author: User) -> Callable[..., StandardPage]:
    def submitted(title: str = "Une page", by: User | None = None, **fields: Any) -> StandardPage:
        page = StandardPageFactory(parent=home, title=title, live=False, **fields)
        page.save_revision(user=by or author)
        steps.submit(page, by or author)
        return page

    return submitted


def words(response: Any) -> str:
    """What a person reads of a page, its spaces made plain."""
    body = re.sub(r"(?s)<(script|style|template)\b.*?</\1>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(strip_tags(body)))


def read(page: Page) -> Any:
    return Page.objects.get(pk=page.pk).specific


def item(page: Page) -> str:
    return reverse("workflow_desk:item", args=[page.pk])


def decide(client: Client, page: Page, decision: str, comment: str = "", task_state: Any = None) -> Any:
    """The form of the item page, as it was read."""
    read_state = task_state or in_review(page)
    data = {"task_state": read_state.pk, "decision": decision, "comment": comment}
    return client.post(item(page), data, follow=True)


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


def test_the_item_says_what_changed_what_was_found_and_what_was_remarked(
    submit: Any, author: User, reviewer: User, session: Session
) -> None:
    page = submit("Avant", introduction="Un texte.")
    steps.approve(in_review(page), reviewer)  # type: ignore[arg-type]
    draft = read(page)
    draft.title, draft.introduction = "Après", "Écrire à jean.dupont@exemple.fr."
    draft.save_revision(user=author)
    steps.submit(draft, author)

    response = session(reviewer).get(item(page))
    shown = words(response)

    assert "Titre retiré : Avant fin de retrait ajouté : Après fin d’ajout" in shown
    assert "<ins>" in response.content.decode()
    assert "adresse électronique visible de tous (« jean.dupont@exemple.fr »)" in shown
    assert "Voir dans l’éditeur" not in shown, "a reviewer cannot edit"
    preview = session(reviewer).get(reverse("workflow_desk:preview", args=[page.pk]))
    assert "Après" in preview.content.decode()
    assert preview["Cache-Control"].startswith("private, no-store")
    assert "Voir dans l’éditeur" in words(session(author).get(item(page)))


def test_approving_puts_online_and_the_second_click_says_who_did_it(
    submit: Any, reviewer: User, account: Any, session: Session
) -> None:
    page, client = submit(), session(reviewer)
    task_state = in_review(page)
    assert "vous avez approuvé cette version" in words(decide(client, page, "approuver"))
    assert read(page).live

    again = words(decide(client, page, "approuver", task_state=task_state))
    assert "Cette relecture est terminée : elle a été approuvée par Rémi Relecteur." in again
    assert TaskState.objects.filter(status=TaskState.STATUS_APPROVED).count() == 1
    assert "terminée" in words(decide(session(account("relecteur")), page, "refuser", "Non.", task_state=task_state))
    assert read(page).live


@pytest.mark.parametrize(
    ("decision", "missing", "state", "in_history"),
    [
        (
            "demander-des-modifications",
            "Dites à l’auteur ce qu’il doit modifier.",
            State.IN_REVIEW,
            "a demandé des mod",
        ),
        ("refuser", "Dites à l’auteur pourquoi vous refusez cette version.", State.DRAFT, "a refusé cette version"),
    ],
)
def test_the_other_two_verbs_ask_for_a_reason(
    decision: str, missing: str, state: State, in_history: str, *, submit: Any, reviewer: User, session: Session
) -> None:
    page, client = submit(), session(reviewer)
    refused = decide(client, page, decision, "   ")
    assert refused.status_code == 422
    assert missing in words(refused)
    assert 'aria-invalid="true"' in refused.content.decode()
    assert state_of(read(page)) == State.IN_REVIEW
    assert in_review(page)

    decide(client, page, decision, "Le <b>troisième</b> chiffre est faux.")
    assert in_review(page) is None
    history = client.get(reverse("workflow_desk:history", args=[page.pk]))
    assert f"Rémi Relecteur {in_history}" in words(history)
    assert "Le &lt;b&gt;troisième&lt;/b&gt; chiffre est faux." in history.content.decode()
    assert "a retiré la version" not in words(history)


def test_who_wrote_a_version_is_told_why_he_does_not_decide(
    submit: Any, author: User, reviewer: User, session: Session
) -> None:
    author.groups.add(*reviewer.groups.all())
    page, client = submit(), session(author)
    assert "une autre personne la relit" in words(client.get(item(page)))
    assert "Vous ne pouvez pas décider" in words(decide(client, page, "approuver"))
    assert not read(page).live


def test_what_blocks_is_refused_whatever_the_screen_shows(
    submit: Any, author: User, reviewer: User, session: Session
) -> None:
    figure = {
        "type": "figure",
        "value": {"number": "84", "unit": "%", "label": "Part", "source": {"title": "", "url": ""}},
    }
    page = submit(body=[figure])
    client = session(reviewer)
    shown = client.get(item(page))
    assert "Le chiffre « 84 % » n’a pas de source." in words(shown)
    assert 'value="approuver"' not in shown.content.decode()
    assert "ne peut pas être approuvée" in words(decide(client, page, "approuver"))
    assert not read(page).live


def test_an_author_takes_his_version_back(submit: Any, author: User, reviewer: User, session: Session) -> None:
    page = submit()
    withdraw = reverse("workflow_desk:withdraw", args=[page.pk])
    assert "Seuls les auteurs" in words(session(reviewer).post(withdraw, follow=True))
    assert "Retirer de la relecture" in words(session(author).get(item(page)))
    session(author).post(withdraw)
    assert state_of(read(page)) == State.DRAFT


@pytest.mark.parametrize("role", ["redaction", "relecteur", "administration"])
def test_a_live_page_is_taken_offline_with_a_reason(
    role: str, submit: Any, reviewer: User, account: Any, session: Session
) -> None:
    page, client = submit(), session(account(role))
    address = reverse("workflow_desk:offline", args=[page.pk])
    assert client.get(address).status_code == 302, "not online"
    steps.approve(in_review(page), reviewer)  # type: ignore[arg-type]

    assert "Retirer du site" in words(client.get(address))
    missing = client.post(address, {"reason": ""})
    assert "Dites pourquoi cette page est retirée." in words(missing)
    assert read(page).live
    history = client.post(address, {"reason": "La collectivité le demande."}, follow=True)
    assert "a retiré la page du site" in words(history)
    assert "La collectivité le demande." in words(history)
    assert state_of(read(page)) == State.ARCHIVED


def test_titles_are_never_html(submit: Any, reviewer: User, session: Session) -> None:
    page = submit("<script>alert(1)</script>")
    client = session(reviewer)
    addresses = [item(page), reverse(INDEX), reverse("workflow_desk:history", args=[page.pk])]
    revision = page.latest_revision_id
    for address in [*addresses, reverse("workflow_desk:version", args=[page.pk, revision])]:
        response = client.get(address)
        assert response.status_code == 200
        assert "<script>alert(1)" not in response.content.decode()


def test_the_history_shows_each_version(submit: Any, author: User, reviewer: User, session: Session) -> None:
    page = submit("Avant")
    steps.approve(in_review(page), reviewer, "Très clair.")  # type: ignore[arg-type]
    draft = read(page)
    draft.title = "Après"
    revision = draft.save_revision(user=author)
    steps.submit(draft, author)
    client = session(author)
    shown = words(client.get(reverse("workflow_desk:history", args=[page.pk])))
    assert "Léa Autrice a soumis une version à relecture" in shown
    assert "Rémi Relecteur a approuvé" in shown
    assert "Très clair." in shown
    version = words(client.get(reverse("workflow_desk:version", args=[page.pk, revision.pk])))
    assert "Titre retiré : Avant fin de retrait ajouté : Après fin d’ajout" in version


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
