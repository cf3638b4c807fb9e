"""Who sees and does what in `/contribuer/`: his collectivités and nothing else, nothing that skips the review."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.members.models import User
from cms.members.roles import REDACTION
from cms.territories.models import LocalAuthority
from cms.workflow import steps
from cms.workflow.permissions import in_review
from library_pages.models import UseCasePage
from tests.factories import LocalAuthorityFactory
from tests.factories.review import approve_submitted
from tests.library_pages.annexes import ADDRESS, contact
from tests.library_pages.contribution import Form, complete, fill, last_version, signed_in, step

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">ici</a>'


def test_a_visitor_signs_in_first_and_comes_back(rennes: LocalAuthority, client: Client) -> None:
    response = client.get("/contribuer/proposer/")
    assert response.status_code == 302
    assert response["Location"].endswith("?next=/contribuer/proposer/")


def test_whoever_has_no_collectivite_is_told_how_to_begin(rennes: LocalAuthority, account: Callable[..., User]) -> None:
    for person in (account("membre", rennes), account("contributeur"), account("redaction")):
        for address in ("/contribuer/", "/contribuer/proposer/projet/"):
            response = signed_in(person).get(address)
            assert response.status_code == 403
            assert "Écrire à l’équipe du site" in response.text


def test_the_fiches_of_other_collectivites_do_not_exist(draft: UseCasePage, account: Callable[..., User]) -> None:
    stranger = signed_in(account("contributeur", LocalAuthorityFactory(name="Ailleurs")))
    assert draft.title not in stranger.get("/contribuer/").text
    base = f"/contribuer/fiches/{draft.pk}/"
    for rest in ("", "reprendre/", "apercu/", "supprimer/", "verifier/", "public/"):
        assert stranger.get(base + rest).status_code == 404, rest
    for rest in ("retirer/", "toujours-exact/", "supprimer/", "verifier/", "public/"):
        assert stranger.post(base + rest, {"licence": "on"}).status_code == 404, rest


def test_the_address_of_a_contact_asks_for_a_code(browser: Client, contributor: User, draft: UseCasePage) -> None:
    version = last_version(draft)
    version.contacts = [contact()]
    version.save_revision(clean=False)
    by_password = signed_in(contributor, "password")
    for slug in ("annexes", "verifier"):
        address = step(draft, slug)
        for response in (by_password.get(address), by_password.post(address, {})):
            assert (response.status_code, response["Location"]) == (302, f"/compte/code/?next={address}")
        assert ADDRESS in browser.get(address).text
    assert by_password.get(step(draft, "essentiel")).status_code == 200


def test_who_is_of_the_team_too_comes_with_the_second_factor(contributor: User, rennes: LocalAuthority) -> None:
    contributor.groups.add(Group.objects.get(name=REDACTION.name))
    response = signed_in(contributor).get("/contribuer/")
    assert response["Location"] == "/compte/double-authentification/?next=/contribuer/"
    assert signed_in(contributor, "mfa").get("/contribuer/").status_code == 200


def test_a_collectivite_that_is_not_his_is_refused(browser: Client, maturity: Any) -> None:
    other = LocalAuthorityFactory(name="Ailleurs")
    given = {"title": "Intrusion", "authority": other.pk, "maturity": maturity.pk}
    response = fill(browser, "/contribuer/proposer/projet/", given)
    assert response.status_code == 200
    assert "Erreur – " in response.text.partition("</title>")[0]
    assert 'href="#id_authority_0"' in response.text
    assert not UseCasePage.objects.exists()


def test_nothing_but_the_questions_is_taken_from_a_form(browser: Client, draft: UseCasePage) -> None:
    sent = {"live": "on", "go_live_at": "2020-01-01", "slug": "autre", "identifier": "IAT-1999-0001", "owner": "1"}
    fill(browser, step(draft, "recit"), {"need": "Moins de fuites.", **sent, "cited_in_library": "on"})
    found = last_version(draft)
    assert (found.need, found.slug, found.cited_in_library) == ("<p>Moins de fuites.</p>", draft.slug, False)
    assert (found.live, found.go_live_at, found.identifier) == (False, None, draft.identifier)


def test_html_from_outside_is_text(browser: Client, draft: UseCasePage) -> None:
    fill(browser, step(draft, "recit"), {"need": f"{HOSTILE}\n\n- un\n- deux", "benefits-0-text": HOSTILE})
    refused = fill(browser, step(draft, "technique"), {"code_url": "javascript:alert(1)"})
    assert refused.status_code == 200
    need = last_version(draft).need
    assert need.endswith("<ul><li>un</li><li>deux</li></ul>")
    for address in (step(draft, "recit"), step(draft, "verifier"), step(draft, "apercu")):
        shown = browser.get(address).text
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert 'href="javascript:' not in shown


def test_under_review_nobody_changes_it_and_its_author_takes_it_back(browser: Client, submitted: UseCasePage) -> None:
    before = submitted.latest_revision_id
    for response in (browser.get(step(submitted, "public")), browser.post(step(submitted, "public"), {"theme": 1})):
        assert response["Location"] == f"/contribuer/fiches/{submitted.pk}/"
    submitted.refresh_from_db()
    assert submitted.latest_revision_id == before
    assert browser.get(f"/contribuer/fiches/{submitted.pk}/supprimer/").status_code == 404
    again = browser.post(step(submitted, "verifier"), {"licence": "on"})
    assert again.status_code == 302  # the button was pressed twice
    browser.post(f"/contribuer/fiches/{submitted.pk}/retirer/")
    assert in_review(submitted) is None
    assert browser.get(step(submitted, "public")).status_code == 200
    browser.post(f"/contribuer/fiches/{submitted.pk}/supprimer/")  # reviewers read it: it is no longer his alone
    assert UseCasePage.objects.filter(pk=submitted.pk).exists()


def test_the_licence_and_the_required_answers_come_before_the_review(browser: Client, draft: UseCasePage) -> None:
    empty = fill(browser, step(draft, "verifier"), {"licence": "on"})
    assert "Résumé\u00a0: il manque une réponse." in empty.text
    complete(browser, draft)
    refused = fill(browser, step(draft, "verifier"), {})
    assert "accord sur sa licence" in refused.text
    assert in_review(draft) is None


def test_changes_are_asked_told_made_and_approved(
    browser: Client, submitted: UseCasePage, account: Callable[..., User]
) -> None:
    steps.ask_changes(in_review(submitted), account("relecteur"), "Donnez l’année du chiffre.")
    for address in ("/contribuer/", f"/contribuer/fiches/{submitted.pk}/"):
        told = browser.get(address).text
        assert "Modifications demandées" in told
        assert "Donnez l’année du chiffre." in told
    fill(browser, step(submitted, "essentiel"), {"summary": "Un capteur, en 2025."})
    assert "depuis la version relue" in browser.get(f"/contribuer/fiches/{submitted.pk}/").text
    fill(browser, step(submitted, "verifier"), {"licence": "on"})
    approve_submitted()
    assert "Un capteur, en 2025." in browser.get(submitted.url).text
    assert "Publiée" in browser.get("/contribuer/").text


def test_a_change_of_a_live_fiche_waits_for_its_review(browser: Client, submitted: UseCasePage) -> None:
    approve_submitted()
    fill(browser, step(submitted, "essentiel"), {"summary": "Une autre phrase."})
    assert "Une autre phrase." not in browser.get(submitted.url).text
    assert "avec des modifications en cours" in browser.get("/contribuer/").text
    assert "Une autre phrase." in browser.get(step(submitted, "apercu")).text
    browser.post(f"/contribuer/fiches/{submitted.pk}/toujours-exact/")
    assert "Vérifiée le" in browser.get(f"/contribuer/fiches/{submitted.pk}/").text


def test_two_people_of_a_collectivite_lose_nothing(
    browser: Client, draft: UseCasePage, rennes: LocalAuthority, account: Callable[..., User]
) -> None:
    complete(browser, draft)
    colleague, address = signed_in(account("contributeur", rennes, username="dominique")), step(draft, "essentiel")
    old = {"base_revision": str(UseCasePage.objects.get().latest_revision_id), "summary": "La mienne."}
    old |= {"sources-TOTAL_FORMS": "2", "sources-INITIAL_FORMS": "1", "sources-0-title": "Délibération"}
    fill(colleague, address, {"summary": "Celle de Dominique."})
    fill(colleague, step(draft, "recit"), {"need": "Moins de fuites."})
    response = browser.post(address, old)
    assert response.status_code == 409
    assert "La mienne." in response.text
    assert "Celle de Dominique." in response.text
    assert last_version(draft).summary == "Celle de Dominique."
    browser.post(address, Form(response.text).values)  # having seen both
    found = last_version(draft)
    assert (found.summary, found.need) == ("La mienne.", "<p>Moins de fuites.</p>")


def test_answers_to_other_questions_meet_without_a_conflict(
    browser: Client, draft: UseCasePage, rennes: LocalAuthority, account: Callable[..., User]
) -> None:
    base = str(draft.latest_revision_id)
    colleague = signed_in(account("contributeur", rennes, username="dominique"))
    fill(colleague, step(draft, "moyens"), {"solution": "Leakmited"})
    assert browser.post(step(draft, "moyens"), {"base_revision": base, "cost_note": "À part"}).status_code == 302
    found = last_version(draft)
    assert (found.solution, found.cost_note) == ("Leakmited", "À part")


def test_a_draft_nobody_read_is_deleted(browser: Client, draft: UseCasePage) -> None:
    address = f"/contribuer/fiches/{draft.pk}/supprimer/"
    assert draft.title in browser.get(address).text
    browser.post(address)
    assert not UseCasePage.objects.exists()


def test_submissions_are_counted(browser: Client, submitted: UseCasePage) -> None:
    for _ in range(4):
        browser.post(f"/contribuer/fiches/{submitted.pk}/retirer/")
        assert fill(browser, step(submitted, "verifier"), {"licence": "on"}).status_code == 302
    browser.post(f"/contribuer/fiches/{submitted.pk}/retirer/")
    assert fill(browser, step(submitted, "verifier"), {"licence": "on"}).status_code == 429


def test_the_list_asks_as_many_queries_for_two_hundred_fiches(browser: Client, submitted: UseCasePage) -> None:
    def queries() -> list[str]:
        browser.get("/contribuer/")  # what the process remembers of the site
        with CaptureQueriesContext(connection) as captured:
            assert browser.get("/contribuer/").status_code == 200
        return [query["sql"].partition(" WHERE ")[0] for query in captured]

    before = queries()
    copies_under_review(submitted, 200)
    assert queries() == before
    assert "Page suivante" in browser.get("/contribuer/").text


def copies_under_review(page: UseCasePage, number: int) -> None:
    """As many other fiches of the same collectivité, in a few statements."""
    parent, kind = page.get_parent(), ContentType.objects.get_for_model(UseCasePage)
    base, review = ContentType.objects.get_for_model(Page), in_review(page)
    common = {"depth": page.depth, "live": False, "locale": page.locale, "owner": page.owner, "content_type": kind}
    pages = Page.objects.bulk_create(
        Page(
            path=Page._get_path(parent.path, page.depth, 50 + rank),
            title=f"Copie {rank}",
            draft_title=f"Copie {rank}",
            slug=f"copie-{rank}",
            url_path=f"{parent.url_path}copie-{rank}/",
            translation_key=uuid.uuid4(),
            latest_revision_created_at=page.latest_revision_created_at,
            **common,
        )
        for rank in range(number)
    )
    for copy in pages:
        own = {"identifier": f"IAT-2001-{copy.pk:04}", "authority": page.authority, "summary": "Une copie."}
        UseCasePage(page_ptr=copy, content_type=kind, url_path=copy.url_path, **own).save_base(raw=True)
    by_type = {"content_type": kind, "base_content_type": base}
    content = page.latest_revision.content
    revisions = Revision.objects.bulk_create(
        Revision(object_id=str(copy.pk), content=content, created_at=timezone.now(), **by_type) for copy in pages
    )
    for copy, revision in zip(pages, revisions, strict=True):
        copy.latest_revision = revision
    Page.objects.bulk_update(pages, ["latest_revision"])
    workflow = review.workflow_state.workflow
    states = WorkflowState.objects.bulk_create(
        WorkflowState(object_id=str(copy.pk), workflow=workflow, **by_type) for copy in pages
    )
    TaskState.objects.bulk_create(
        TaskState(workflow_state=state, revision=revision, task=review.task, content_type=review.content_type)
        for state, revision in zip(states, revisions, strict=True)
    )
