"""Editors keep the vocabularies; what a fiche holds cannot disappear under it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.db.models import ProtectedError
from django.urls import reverse

from cms.taxonomy.models import VOCABULARIES, AssessmentType, PartnerRole, Theme
from library_pages.models import Assessment, Partner
from tests.factories import AudienceFactory, TechniqueFactory, ThemeFactory, UseCasePageFactory


def url(term, action):
    return reverse(term.snippet_viewset.get_url_name(action), args=(term.pk,))


def list_url(model):
    return reverse(model.snippet_viewset.get_url_name("list"))


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("model", VOCABULARIES, ids=lambda model: model.__name__)
def test_every_vocabulary_has_its_screen_under_one_menu(redaction, model):
    response = redaction.get(list_url(model))

    assert response.status_code == 200
    assert str(model._meta.verbose_name_plural).lower() in response.content.decode().lower()


def test_terms_are_listed_in_their_order_with_how_often_they_are_used(redaction, library):
    second = ThemeFactory(slug="eau", label="Eau", order=2)
    ThemeFactory(slug="mobilites", label="Mobilités", order=1)
    for _ in range(2):
        UseCasePageFactory(parent=library, theme=second)

    rows = BeautifulSoup(redaction.get(list_url(Theme)).content, "html.parser").select("tbody tr")

    cells = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows]
    assert [row[1].split()[0] for row in cells] == ["Mobilités", "Eau"]
    assert [row[-1] for row in cells] == ["0", "2"]


def test_the_list_costs_the_same_whatever_the_number_of_terms(redaction, django_assert_max_num_queries):
    for _ in range(40):
        ThemeFactory()

    redaction.get(list_url(Theme))
    with django_assert_max_num_queries(12):
        redaction.get(list_url(Theme))


def test_an_editor_creates_and_renames_a_term(redaction):
    new = {"label": "Mobilités", "slug": "mobilites", "definition": "", "order": 1, "active": "on", "icon": "route"}

    redaction.post(reverse(Theme.snippet_viewset.get_url_name("add")), new)
    term = Theme.objects.get(slug="mobilites")
    redaction.post(url(term, "edit"), new | {"label": "Mobilités et déplacements"})

    term.refresh_from_db()
    assert term.label == "Mobilités et déplacements"


def test_the_slug_of_a_term_never_changes(redaction):
    term = ThemeFactory(slug="mobilites", label="Mobilités")

    redaction.post(url(term, "edit"), {"label": "Transports", "slug": "transports", "order": 1, "active": "on"})

    term.refresh_from_db()
    assert (term.label, term.slug) == ("Transports", "mobilites")
    assert 'name="slug"' in redaction.get(url(term, "edit")).content.decode()


def test_an_unused_term_is_deleted(redaction):
    term = ThemeFactory(slug="essai")

    redaction.post(url(term, "delete"))

    assert not Theme.objects.filter(slug="essai").exists()


USES = {
    "thématique principale": lambda page: page.theme,
    "cible": lambda page: page.audiences.get(),
    "technique": lambda page: page.techniques.get(),
    "thématique secondaire": lambda page: page.secondary_themes.get(),
    "rôle d’un partenaire": lambda page: page.partners.get().role,
    "type d’évaluation": lambda page: page.assessments.get().kind,
    "type de la collectivité": lambda page: page.authority.authority_type,
}


@pytest.fixture
def fiche(library):
    page = UseCasePageFactory(
        parent=library,
        audiences=[AudienceFactory()],
        techniques=[TechniqueFactory()],
        secondary_themes=[ThemeFactory()],
    )
    page.partners = [Partner(name="Leakmited", role=PartnerRole.objects.create(slug="fournisseur", label="F"))]
    page.assessments = [Assessment(kind=AssessmentType.objects.create(slug="aipd", label="AIPD"), state="prevue")]
    page.save()
    return page


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_used_term_is_not_deleted_and_the_editor_learns_why(redaction, fiche, use):
    term = use(fiche)

    response = redaction.post(url(term, "delete"))

    assert type(term).objects.filter(pk=term.pk).exists()
    assert response.status_code == 302
    assert [f"« {term} » est utilisé" in message.replace("\u00a0", " ") for message in said(response)] == [True]


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_code_cannot_delete_a_used_term_either(fiche, use):
    term = use(fiche)

    with pytest.raises(ProtectedError):
        type(term).objects.filter(pk=term.pk).delete()


def test_several_terms_are_not_deleted_at_once_when_one_is_used(redaction, fiche):
    unused = ThemeFactory(slug="essai")
    bulk = reverse("wagtail_bulk_action", args=("taxonomy", "theme", "delete"))

    redaction.post(f"{bulk}?id={unused.pk}&id={fiche.theme.pk}")

    assert Theme.objects.filter(pk__in=[unused.pk, fiche.theme.pk]).count() == 2


@pytest.mark.parametrize("name", ["theme", "audiences", "techniques", "partners", "assessments"])
def test_a_term_that_only_a_draft_holds_is_not_deleted(library, fiche, name):
    fiche.save_revision()
    term = {
        "theme": fiche.theme,
        "audiences": fiche.audiences.get(),
        "techniques": fiche.techniques.get(),
        "partners": fiche.partners.get().role,
        "assessments": fiche.assessments.get().kind,
    }[name]
    fiche.theme = ThemeFactory()
    fiche.audiences, fiche.techniques, fiche.secondary_themes = [AudienceFactory()], [], []
    fiche.partners, fiche.assessments = [], []
    fiche.save()

    with pytest.raises(ProtectedError):
        term.delete()


def test_a_version_of_a_fiche_opens_after_an_unused_term_with_a_near_number_is_deleted(redaction, fiche):
    fiche.save_revision()
    ThemeFactory(pk=fiche.theme.pk * 10 + 1).delete()

    assert redaction.get(reverse("wagtailadmin_pages:edit", args=(fiche.pk,))).status_code == 200
