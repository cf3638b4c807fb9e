"""Role × address: every pattern of the resolver falls under a rule; who is not named by it does not get in."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cms.members.models import User
from cms.workflow import steps
from cms.workflow.permissions import in_review
from tests.factories import ThemeFactory, UseCasePageFactory, publish
from tests.sign_in import sign_in
from tests.workflow.addresses import Address, every_address

pytestmark = pytest.mark.once

ROLES = {"anonyme", "contributeur", "membre", "redaction", "relecteur", "administration"}
EVERYBODY, NOBODY = ROLES, set()
WITH_ACCOUNT = ROLES - {"anonyme"}
CONTRIBUTORS = {"contributeur"}
STAFF = {"redaction", "relecteur", "administration"}
WRITERS, REVIEWERS, KEEPERS = {"redaction"}, {"relecteur"}, {"administration"}
SUPERUSERS = NOBODY
"""What no role opens; superusers are not walked: they have the three roles of the admin, and these."""

RULES: dict[str, set[str]] = {
    # The public site.
    **dict.fromkeys(("healthz$", "readyz$", "favicon.ico$", "robots.txt$", "sitemap", ".well-known/"), EVERYBODY),
    **dict.fromkeys(("plan-du-site/", "recherche/", "collectivites/", "collectivites.csv$", "api/v1/"), EVERYBODY),
    "concertations/": EVERYBODY,
    **dict.fromkeys(("ref/", "signalements/", "lien/", "alertes/", "documents/", "^media/", "_util/"), EVERYBODY),
    r"^((?:[\w\-]+/)*)$$": EVERYBODY,
    **dict.fromkeys(("bibliotheque/comparer/", r"^((?:[\w-]+/)+export", r"^((?:[\w-]+/)+(?:etats|"), EVERYBODY),
    r"^((?:[\w-]+/)+[\w-]+\.pdf)$": EVERYBODY,
    # One's account, and the doors to it.
    "compte/": WITH_ACCOUNT,
    **dict.fromkeys(("compte/login/", "compte/adhesion/", "compte/inactive/$"), EVERYBODY),
    **dict.fromkeys(("compte/password/reset/", "compte/password/^reset/key/"), EVERYBODY),
    "compte/double-authentification/": WITH_ACCOUNT,
    "contribuer/": CONTRIBUTORS,
    "confirmer/": WRITERS,  # and who answers for the page
    # The admin: its frame, and what all its screens ask.
    **dict.fromkeys(("admin/$", "admin/test404/$", "admin/failwhale/$", "admin/^.*/$$"), STAFF),
    **dict.fromkeys(("admin/login/$", "admin/logout/$", "admin/sprite/$", "admin/jsi18n/$"), EVERYBODY),
    "admin/password_reset/": NOBODY,
    **dict.fromkeys(("admin/account/$", "admin/dismissibles/$", "admin/modeladmin/jsi18n/$"), STAFF),
    **dict.fromkeys(("admin/api/main/", "admin/choose-", "admin/tag-autocomplete/", "admin/embeds/"), STAFF),
    **dict.fromkeys(("admin/block-preview/$", "admin/editing-sessions/", "admin/bulk/"), STAFF),
    # Pages.
    **dict.fromkeys(("admin/pages/$", "admin/pages/search/", "admin/pages/usage/", "admin/pages/create/"), STAFF),
    "admin/pages/<int:parent_page_id>/": STAFF,
    "admin/pages/<int:parent_page_id>/add_subpage/$": WRITERS,
    "admin/pages/add/": WRITERS,
    "admin/pages/<int:page_id>/": WRITERS,
    "admin/pages/<int:page_id>/revisions/$": STAFF,  # leads to the history, which is for writers
    "admin/pages/<int:page_id>/privacy/$": KEEPERS,
    **dict.fromkeys((f"admin/pages/<int:page_id>/{verb}/$" for verb in ("lock", "unlock", "unpublish")), NOBODY),
    "admin/pages/<int:page_id>/convert_alias/$": NOBODY,
    "admin/pages/<int:page_to_move_id>/": WRITERS,
    "admin/pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/$": STAFF,  # asks; its POST is for writers
    r"admin/pages/^(?P<pk>\d+)/revisions/compare/": WRITERS,
    "admin/pages/workflow/action/": REVIEWERS,
    "admin/pages/workflow/collect_action_data/": REVIEWERS,
    "admin/pages/workflow/preview/": REVIEWERS,
    "admin/pages/workflow/confirm_cancellation/": STAFF,
    # The workflow.
    **dict.fromkeys(("admin/relecture/", "admin/programmation/", "admin/reports/a-revoir/", "admin/recherche/"), STAFF),
    **dict.fromkeys(("admin/concertations/$", "admin/reports/ressources/"), STAFF),
    "admin/concertations/fichiers/": WRITERS,
    "admin/avis/": WRITERS | REVIEWERS,
    "admin/lots/": WRITERS | KEEPERS,
    **dict.fromkeys(("admin/conflits/", "admin/nouvelle-fiche/$"), WRITERS),
    "admin/preuves/": WRITERS,
    "admin/signalements/": STAFF,
    "admin/droit-de-suite/": STAFF,
    "admin/signalements/new/$": NOBODY,
    "admin/reports/site-history/": STAFF,
    **dict.fromkeys((f"admin/reports/{name}/" for name in ("workflow", "workflow_tasks", "aging-pages")), WRITERS),
    "admin/reports/page-types-usage/": WRITERS,
    **dict.fromkeys(("admin/courriels/", "admin/reports/annexes/"), KEEPERS),
    "admin/reports/recherche/": WRITERS | KEEPERS,
    "admin/reports/recherche/reconstruire/": KEEPERS,
    # Registers, vocabularies, files, settings.
    **dict.fromkeys(("admin/^collectivites/", "admin/^acteurs/", "admin/^solutions/"), WRITERS),
    "admin/^personnes/": WRITERS,
    **dict.fromkeys(("admin/^engagements/", "admin/engagements/"), WRITERS),
    **dict.fromkeys(("admin/^volontaires/", "admin/volontaires/"), WRITERS),
    "admin/^collectivites/history/": STAFF,
    **dict.fromkeys((f"admin/{name}/choisir/" for name in ("collectivites", "acteurs", "solutions")), STAFF),
    **dict.fromkeys((f"admin/{name}/choisir/create/$" for name in ("collectivites", "acteurs", "solutions")), WRITERS),
    "admin/snippets/$": NOBODY,
    **dict.fromkeys((f"admin/snippets/{app}/" for app in ("taxonomy", "core", "search", "home")), WRITERS),
    **dict.fromkeys((f"admin/snippets/choose/{app}/" for app in ("taxonomy", "core", "search", "home")), STAFF),
    **dict.fromkeys(("admin/images/", "admin/documents/", "admin/settings/"), WRITERS),
    **dict.fromkeys(("admin/images/chooser/", "admin/documents/chooser/"), STAFF),
    **dict.fromkeys(("admin/images/chooser/create/$", "admin/documents/chooser/create/$"), WRITERS),
    # Accounts, and what is set up once.
    **dict.fromkeys(("admin/users/", "admin/invitations/", "admin/domaines-de-courriel/", "admin/alertes/"), KEEPERS),
    "admin/suivis/": KEEPERS,
    "admin/groups/": NOBODY,
    **dict.fromkeys(("admin/workflows/", "admin/collections/", "admin/redirects/", "admin/sites/"), SUPERUSERS),
    "admin/reports/locked/": SUPERUSERS,
}
"""The longest that begins a pattern rules it; « $ » is its end. There is none for the rest."""

SAME_SCREENS = re.compile(r"admin/snippets/(choose/)?taxonomy/(?!theme/)")
"""Vocabularies have the same screens, and the same rule: one is tried by those who have an account."""
CREATE = "/create/$"
"""A chooser that also creates is for who may create, whatever the vocabulary."""


def rule_of(pattern: str) -> set[str] | None:
    ends = f"{pattern}$"
    if ends.startswith("admin/snippets/choose/") and ends.endswith(CREATE):
        return WRITERS
    found = [prefix for prefix in RULES if ends.startswith(prefix)]
    return RULES[max(found, key=len)] if found else None


def is_kept_out(answer: HttpResponse) -> bool:
    """Sent to the door, back to the home of the admin, refused, or nothing there."""
    if answer.status_code == 302:
        return "/login/" in answer["Location"] or answer["Location"] == "/admin/"
    return answer.status_code in {403, 404}


def open_address(client: Client, path: str) -> HttpResponse:
    answer = client.get(path)
    return client.post(path) if answer.status_code == 405 else answer


@pytest.fixture
def addresses(library: Any, account: Callable[..., User]) -> list[Address]:
    """All of them, about a fiche whose second version is under review."""
    ThemeFactory()
    fiche = publish(UseCasePageFactory(parent=library))
    writer = account("redaction", username="auteur")
    fiche.save_revision(user=writer)
    steps.submit(fiche, writer)
    task_state = in_review(fiche)
    pages = dict.fromkeys(("page_id", "page_pk", "page_to_move_id"), fiche.pk)
    pages |= dict.fromkeys(("parent_page_id", "destination_id"), library.pk)
    review = {"task_state_id": task_state.pk, "task_id": task_state.task_id}
    review |= {"workflow_state_id": task_state.workflow_state_id, "action_name": "approve"}
    revisions = {"revision_id": task_state.revision_id, "revision_id_a": "earliest", "revision_id_b": "latest"}
    models = {"app_label": "wagtailcore", "model_name": "page", "app_name": "library_pages"}
    models |= {"content_type_app_name": "library_pages", "content_type_model_name": "usecasepage", "action": "delete"}
    return list(every_address(pages | review | revisions | models | {"filter_spec": "width-100"}))


def test_every_pattern_has_a_rule(addresses: list[Address]) -> None:
    """Deny by default: who adds an address says here who opens it."""
    assert [address.pattern for address in addresses if rule_of(address.pattern) is None] == []
    assert len(addresses) > 500
    patterns = [f"{address.pattern}$" for address in addresses]
    assert [prefix for prefix in RULES if not any(pattern.startswith(prefix) for pattern in patterns)] == []


def walked(addresses: list[Address], role: str) -> Iterator[Address]:
    """What is closed to this role. A member is stopped where a contributor is: he tries one address of each rule."""
    tried: set[str] = set()
    for address in addresses:
        rule = rule_of(address.pattern)
        if rule is None or role in rule or (role != "anonyme" and SAME_SCREENS.match(address.pattern)):
            continue
        start = address.pattern[:20]
        if role != "membre" or start not in tried:
            yield address
        tried.add(start)


def test_who_is_not_named_by_a_rule_does_not_get_in(addresses: list[Address], account: Any) -> None:
    entered = []
    for role in sorted(ROLES):
        client = Client(headers={"host": "localhost"})
        if role != "anonyme":
            sign_in(client, account(role))
        for pattern, path in walked(addresses, role):
            answer = open_address(client, path)
            if not is_kept_out(answer):
                entered.append(f"{role} at {pattern}: {answer.status_code}")
    assert entered == []


@pytest.mark.parametrize("role", sorted(STAFF))
def test_who_is_named_gets_in(home: Any, account: Any, role: str) -> None:
    """The first screen of each rule of the admin."""
    client = Client(headers={"host": "localhost"})
    sign_in(client, account(role))
    screens = {
        *(name for name in ("wagtailadmin_home", "workflow_desk:index", "schedule", "stale_pages")),
        *(("lots",) if role != "relecteur" else ()),
        *(("wagtailusers_users:index", "invitation:index", "mails", "annex_reads") if role == "administration" else ()),
        *(("wagtailimages:index", "collectivites_modeladmin_index") if role == "redaction" else ()),
    }
    assert {name: client.get(reverse(name)).status_code for name in screens} == dict.fromkeys(screens, 200)
