"""Whatever happens to a page, the next visitor sees it, though the page was kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from cms.core import content_version
from cms.members.models import User
from cms.members.roles import ADMINISTRATION, REDACTION, apply
from cms.workflow.scheduling.service import publish_due, unpublish_expired
from home.models import StandardPage
from library_pages.models import Source
from tests.core.public_site import (
    ABOUT,
    CHARTER,
    CHARTERS,
    FICHE,
    HOME,
    LIST,
    TEAM,
    Change,
    PublicSite,
    answers,
    check,
    no_longer_says,
    read,
    says,
    says_first,
)
from tests.factories import (
    CharterPageFactory,
    StandardPageFactory,
    TechniqueFactory,
    UseCasePageFactory,
    approve,
    publish,
)
from tests.sign_in import sign_in


def published(page: str, **values: Any) -> Callable[[PublicSite], None]:
    """These values, written in the page and published."""

    def act(site: PublicSite) -> None:
        written = getattr(site, page)
        for name, value in values.items():
            setattr(written, name, value)
        publish(written)

    return act


def schedule(site: PublicSite) -> None:
    site.about.introduction = "À partir de maintenant."
    approve(site.about.save_revision(approved_go_live_at=timezone.now()))
    publish_due()


def schedule_first_publication(site: PublicSite) -> None:
    draft = StandardPageFactory(parent=site.about, title="Bientôt", slug="bientot", live=False)
    approve(draft.save_revision(approved_go_live_at=timezone.now()))
    publish_due()


def expire(site: PublicSite) -> None:
    site.about.expire_at = timezone.now() + timedelta(hours=1)
    publish(site.about)
    Page.objects.filter(pk=site.about.pk).update(expire_at=timezone.now())
    unpublish_expired()


def move(site: PublicSite) -> None:
    site.team.move(Page.objects.get(pk=site.home.pk), pos="last-child")


def reorder(site: PublicSite) -> None:
    Page.objects.get(slug="solutions").move(Page.objects.get(slug="acteurs"), pos="left")


def restrict(page: str) -> Callable[[PublicSite], Any]:
    return lambda site: PageViewRestriction.objects.create(
        page=Page.objects.get(pk=getattr(site, page).pk), restriction_type=PageViewRestriction.LOGIN
    )


def go_back(site: PublicSite) -> None:
    publish(site.about.revisions.order_by("pk").first())


def add_charter(site: PublicSite) -> None:
    CharterPageFactory(parent=site.charter.get_parent(), title="Pacte")


def add_page(site: PublicSite) -> None:
    StandardPageFactory(parent=site.home, title="Presse")


def add_technique(site: PublicSite) -> None:
    site.fiche.techniques = [TechniqueFactory(slug="langage", label="Langage")]
    publish(site.fiche)


CHANGES = [
    Change("text", ABOUT, published("about", introduction="Qui nous serons."), says("serons")),
    Change("body", ABOUT, published("about", body=[("heading", "Un intertitre")]), says("Un intertitre")),
    Change("title in a menu", TEAM, published("about", title="Qui sommes-nous"), says("Qui sommes-nous")),
    Change("title in a breadcrumb", TEAM, published("about", title="Nous"), says(">Nous<")),
    Change("title in a list", LIST, published("fiche", title="Trouver les fuites"), says("Trouver les fuites")),
    Change("title on the home page", HOME, published("fiche", title="Trouver les fuites"), says("Trouver les fuites")),
    Change("search title", ABOUT, published("about", seo_title="Titre des moteurs"), says("Titre des moteurs")),
    Change("description", ABOUT, published("about", search_description="Pour eux."), says("Pour eux.")),
    Change("listing title", LIST, published("fiche", listing_title="En bref"), says("En bref")),
    Change("home page", HOME, published("home", headline="Une autre accroche"), says("Une autre accroche")),
    Change("index page", LIST, published("library", title="Médiathèque"), says("Médiathèque")),
    Change("rows", FICHE, published("fiche", sources=[Source(title="Un rapport de 2026")]), says("rapport de 2026")),
    Change("relations", FICHE, add_technique, says("Langage")),
    Change("charter", CHARTER, published("charter", summary="Une autre grille."), says("Une autre grille.")),
    Change("charter in a list", CHARTERS, published("charter", title="Cap"), says(">Cap<")),
    Change("shown in menus", HOME, published("about", show_in_menus=True), says_first("À propos</a>", "Recherche</a>")),
    Change("new page", LIST, lambda site: UseCasePageFactory(parent=site.library, title="Neuve"), says("Neuve")),
    Change(
        "new charter",
        CHARTERS,
        add_charter,
        says("Pacte"),
    ),
    Change(
        "new page in the footer",
        ABOUT,
        add_page,
        says("Presse"),
    ),
    Change("unpublished page", ABOUT, lambda site: site.about.unpublish(), answers(404)),
    Change("unpublished fiche in a list", LIST, lambda site: site.fiche.unpublish(), no_longer_says("les fuites")),
    Change("unpublished parent in a breadcrumb", TEAM, lambda site: site.about.unpublish(), no_longer_says("À propos")),
    Change("deleted page", ABOUT, lambda site: site.about.delete(), answers(404)),
    Change("deleted page below", TEAM, lambda site: Page.objects.get(pk=site.about.pk).delete(), answers(404)),
    Change(
        "deleted fiche on the home page", HOME, lambda site: site.fiche.delete(), no_longer_says("Chercher les fuites")
    ),
    Change("moved page, old address", TEAM, move, answers(301)),
    Change("moved page, new address", "/equipe/", move, answers(200)),
    Change("reordered pages", HOME, reorder, says_first("Solutions</a>", "Acteurs</a>")),
    Change("new slug", "/nous/", published("about", slug="nous"), answers(200)),
    Change("new slug, old address", ABOUT, published("about", slug="nous"), answers(301)),
    Change("new slug, page below", TEAM, published("about", slug="nous"), answers(301)),
    Change("new slug, in a list", HOME, published("fiche", slug="pertes"), says("/bibliotheque/pertes/")),
    Change("schedule reached", ABOUT, schedule, says("À partir de maintenant.")),
    Change("first publication scheduled", "/a-propos/bientot/", schedule_first_publication, answers(200)),
    Change("expiry", ABOUT, expire, answers(404)),
    Change("restriction", ABOUT, restrict("about"), answers(302)),
    Change("restriction on a parent", TEAM, restrict("about"), answers(302)),
    Change("restriction, in a list", HOME, restrict("library"), no_longer_says("Chercher les fuites")),
    Change("redirect", "/ancienne/", lambda site: Redirect.add_redirect("/ancienne/", "/a-propos/"), answers(301)),
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_change_is_seen_at_the_next_request(public_site: PublicSite, change: Change) -> None:
    check(change, public_site)


def test_an_older_version_put_back_is_seen(public_site: PublicSite) -> None:
    published("about", introduction="Une erreur.")(public_site)
    check(Change("older version", ABOUT, go_back, no_longer_says("Une erreur.")), public_site)


def test_a_lifted_restriction_is_seen(public_site: PublicSite) -> None:
    restriction = restrict("about")(public_site)
    check(Change("lifted", ABOUT, lambda site: restriction.delete(), answers(200)), public_site)


def test_a_change_in_bulk_is_seen_once_said(public_site: PublicSite) -> None:
    def change_in_bulk(site: PublicSite) -> None:
        StandardPage.objects.filter(pk=site.about.pk).update(introduction="Tous à la fois.")
        content_version.renew()

    check(Change("bulk", ABOUT, change_in_bulk, says("Tous à la fois.")), public_site)


@pytest.fixture
def editor_session(public_site: PublicSite) -> Client:
    user = User.objects.create_user("redactrice")
    for role in (REDACTION, ADMINISTRATION):
        apply(role)
        user.groups.add(Group.objects.get(name=role.name))
    session = Client()
    sign_in(session, user)
    return session


@pytest.mark.parametrize(
    ("address", "form", "shown"),
    [
        ("workflow_desk:offline", {"reason": "Une erreur."}, answers(404)),
        ("wagtailadmin_pages:move_confirm", {}, answers(301)),
        ("wagtailadmin_pages:set_privacy", {"restriction_type": "login"}, answers(302)),
    ],
    ids=["unpublish", "move", "privacy"],
)
def test_what_an_editor_does_in_the_admin_is_seen(
    public_site: PublicSite, editor_session: Client, address: str, form: dict[str, str], shown: Callable[[Any], bool]
) -> None:
    def act(site: PublicSite) -> None:
        target = (site.home.pk,) if "move" in address else ()
        response = editor_session.post(reverse(address, args=(site.team.pk, *target)), form)
        assert response.status_code in {200, 302}

    check(Change(address, TEAM, act, shown), public_site)


def test_saving_a_draft_again_and_again_leaves_the_kept_page_alone(
    public_site: PublicSite, django_assert_num_queries: Any
) -> None:
    read(ABOUT)
    for number in range(3):
        public_site.about.introduction = f"Brouillon {number}"
        public_site.about.save_revision()
    StandardPageFactory(parent=public_site.home, title="Jamais publiée", live=False)

    with django_assert_num_queries(1):
        assert "Qui nous sommes." in read(ABOUT).content.decode()
