"""An editor writes a fiche through the admin screens, without being a superuser."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from cms.members.models import User
from cms.taxonomy.models import AssessmentType, FailureNature, PartnerRole, Theme
from library_pages.models import UseCasePage
from tests.factories import (
    ActorFactory,
    AudienceFactory,
    LocalAuthorityFactory,
    MaturityFactory,
    SolutionFactory,
    TechniqueFactory,
    ThemeFactory,
    UseCasePageFactory,
    approve_submitted,
)
from tests.factories.forms import USE_CASE_ROWS, USE_CASE_TEXTS, empty_use_case

pytestmark = pytest.mark.once


def post_data(*, submit: bool = False, **answers: Any) -> dict[str, Any]:
    """What the browser posts: every row set and rich text, empty unless given."""
    data = empty_use_case()
    data |= {name: inline_formset(answers.pop(name)) for name in USE_CASE_ROWS if name in answers}
    data |= {name: rich_text(answers.pop(name)) for name in USE_CASE_TEXTS if name in answers}
    return nested_form_data(data) | answers | ({"action-submit": "1"} if submit else {})


def complete_answers() -> dict[str, Any]:
    """The eight answers without which a fiche is not published."""
    return {
        "title": "Repérer les fuites d’eau",
        "slug": "reperer-les-fuites",
        "summary": "Un outil désigne les tronçons suspects.",
        "authority": LocalAuthorityFactory(name="Sicoval").pk,
        "theme": ThemeFactory(slug="eau").pk,
        "audiences": [AudienceFactory(slug="interne").pk],
        "maturity": MaturityFactory(slug="generalise").pk,
        "sources": [{"title": "Présentation du 11 février 2025", "url": ""}],
        "content_owner": User.objects.get(username="redactrice").pk,
    }


@pytest.fixture
def create_url(library):
    return reverse("wagtailadmin_pages:add", args=("library_pages", "usecasepage", library.pk))


def errors(response: Any) -> dict[str, list[str]]:
    """Messages by field of the form that came back, rows included."""
    form = response.context["form"]
    rows = {
        name: [*formset.non_form_errors(), *(m for row in formset.errors for e in row.values() for m in e)]
        for name, formset in form.formsets.items()
    }
    return {name: list(found) for name, found in {**form.errors, **rows}.items() if found}


def test_an_editor_writes_every_row_of_a_fiche(redaction, create_url):
    role = PartnerRole.objects.create(slug="fournisseur", label="Fournisseur")
    kind = AssessmentType.objects.create(slug="aipd", label="AIPD")
    other = LocalAuthorityFactory(name="Toulouse Métropole")
    rows = {
        "associated_authorities": [{"authority": other.pk}],
        "benefits": [{"text": "Des fuites trouvées plus vite."}],
        "results": [{"indicator": "Débit", "before": "26", "after": "13", "unit": "m³/h", "source": "Sicoval"}],
        "vigilance_points": [{"text": "Le modèle dépend du fournisseur.", "origin": "editorial"}],
        "partners": [{"name": "Leakmited (start-up)", "actor": ActorFactory(name="Leakmited").pk, "role": role.pk}],
        "solutions": [{"solution": SolutionFactory(name="Leakmited").pk}],
        "presenters": [{"name": "Camille Accord", "function": "Directrice de l’eau", "agreed_on": "2026-11-03"}],
        "quotations": [{"text": "Nous avons appris.", "name": "", "function": "Ingénieure", "agreed_on": ""}],
        "fundings": [{"funder": "DIAT", "detail": "appel à projets"}],
        "datasets": [{"title": "Historique des fuites"}],
        "assessments": [{"kind": kind.pk, "state": "realisee", "url": ""}],
        "risks": [{"risk": "Faux positifs", "measure": "Contrôle sur place"}],
        "failures": [
            {"nature": FailureNature.objects.create(slug="donnees").pk, "phase": "", "text": "Données fausses."}
        ],
        "contacts": [
            {
                "role": "Directrice",
                "email": "eau@exemple.fr",
                "purpose": "Le marché",
                "agreed_on": "2026-11-01",
                "expires_on": "2027-11-01",
            }
        ],
        "sobriety_measures": [{"kind": "mesure", "value": "12.5", "unit": "kWh", "method": "Compteur"}],
    }

    response = redaction.post(
        create_url,
        post_data(
            **complete_answers(),
            **rows,
            need="<p>Réduire les pertes</p>",
            techniques=[TechniqueFactory().pk],
            tags="eau, fuites",
            started="10/2023",
            not_disclosed=["hosting"],
        ),
    )

    page = UseCasePage.objects.get(slug="reperer-les-fuites")
    assert response.status_code == 302
    assert not page.live
    assert {name: len(getattr(page, name).all()) for name in USE_CASE_ROWS} == dict.fromkeys(USE_CASE_ROWS, 1)
    assert page.partners.get().role == role
    assert page.partners.get().actor.name == page.solutions.get().solution.name == "Leakmited"
    assert "Réduire les pertes" in page.need
    assert page.started.iso == "2023-10"
    assert page.not_disclosed == ["hosting"]
    assert {tag.name for tag in page.tags.all()} == {"eau", "fuites"}


def test_a_draft_may_hold_almost_nothing(redaction, create_url):
    response = redaction.post(create_url, post_data(title="Une idée", slug="une-idee"))

    assert response.status_code == 302, errors(response)
    page = UseCasePage.objects.get(slug="une-idee")
    assert not page.live
    assert not page.sources.exists()


def test_publication_names_each_of_the_eight_missing_answers(redaction, create_url):
    response = redaction.post(create_url, post_data(submit=True, title="", slug="sans-rien", content_owner=""))

    found = errors(response)
    assert set(found) == {
        "title",
        "summary",
        "authority",
        "theme",
        "audiences",
        "maturity",
        "sources",
        "content_owner",
    }
    assert found["sources"] == ["Une fiche publiée cite au moins une source."]
    assert all(message == "Champ requis." for name in set(found) - {"sources"} for message in found[name])
    assert not UseCasePage.objects.exists()


@pytest.mark.parametrize(
    "missing", ["summary", "authority", "theme", "audiences", "maturity", "sources", "content_owner"]
)
def test_one_missing_answer_blocks_publication_and_not_the_draft(redaction, create_url, missing):
    answers = complete_answers() | {missing: [] if missing in {"audiences", "sources"} else ""}

    refused = redaction.post(create_url, post_data(submit=True, **answers))
    assert set(errors(refused)) == {missing}

    saved = redaction.post(create_url, post_data(**answers))
    assert saved.status_code == 302
    assert not UseCasePage.objects.get().live


def test_the_missing_source_is_said_next_to_the_sources(redaction, create_url):
    response = redaction.post(create_url, post_data(submit=True, **complete_answers() | {"sources": []}))

    panel = BeautifulSoup(response.content, "html.parser").select_one("#panel-child-en_bref-sources-section")
    assert "Une fiche publiée cite au moins une source." in panel.get_text()


def test_a_deleted_or_empty_source_row_is_not_a_source(redaction, create_url):
    for rows in ([{"title": "", "url": ""}], [{"title": "Retirée", "url": "", "DELETE": "1"}]):
        response = redaction.post(create_url, post_data(submit=True, **complete_answers() | {"sources": rows}))

        assert "sources" in errors(response)


def test_the_eight_answers_are_enough_to_publish(redaction, create_url):
    response = redaction.post(create_url, post_data(submit=True, **complete_answers()))
    approve_submitted()

    page = UseCasePage.objects.get(slug="reperer-les-fuites")
    assert response.status_code == 302
    assert page.live
    assert page.latest_revision.user.username == "redactrice"


def test_the_creator_is_offered_as_the_content_owner(redaction, create_url):
    form = redaction.get(create_url).context["form"]

    assert form["content_owner"].value() == User.objects.get(username="redactrice").pk


def test_rules_of_length_and_number_hold_at_publication_only(redaction, create_url):
    themes = [ThemeFactory().pk for _ in range(3)]
    answers = complete_answers() | {
        "title": "Un titre " * 20,
        "secondary_themes": themes,
        "tags": ", ".join(f"mot{n}" for n in range(11)),
    }

    refused = redaction.post(create_url, post_data(submit=True, **answers))
    assert set(errors(refused)) == {"title", "secondary_themes", "tags"}
    assert redaction.post(create_url, post_data(**answers)).status_code == 302


def test_the_main_theme_is_not_repeated_among_the_secondary_ones(redaction, create_url):
    answers = complete_answers()

    response = redaction.post(create_url, post_data(submit=True, **answers, secondary_themes=[answers["theme"]]))

    assert errors(response) == {"secondary_themes": ["La thématique principale n’est pas à répéter ici."]}


def test_pasted_markup_that_the_site_does_not_allow_is_dropped(redaction, create_url):
    pasted = '<h1>Titre</h1><p onclick="alert(1)">Texte <b>gras</b> <a href="javascript:alert(1)">lien</a></p>'

    redaction.post(create_url, post_data(**complete_answers(), need=pasted))

    need = UseCasePage.objects.get().need
    assert "<b>gras</b>" in need
    assert not any(forbidden in need for forbidden in ("javascript:", "onclick", "<h1"))


def test_an_inactive_term_is_not_offered_but_stays_on_the_fiche_that_holds_it(redaction, library, create_url):
    retired = ThemeFactory(slug="ancienne", active=False)
    role = PartnerRole.objects.create(slug="ancien-role", label="Ancien rôle", active=False)
    page = UseCasePageFactory(parent=library, theme=retired)
    page.save_revision()

    creation = redaction.get(create_url).context["form"]
    edition = redaction.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).context["form"]

    assert retired not in creation.fields["theme"].queryset
    assert retired not in creation.fields["secondary_themes"].queryset
    assert role not in creation.formsets["partners"].empty_form.fields["role"].queryset
    assert retired in edition.fields["theme"].queryset
    refused = redaction.post(create_url, post_data(submit=True, **complete_answers() | {"theme": retired.pk}))
    assert set(errors(refused)) == {"theme"}
    assert Theme.objects.filter(pk=retired.pk).exists()


def test_a_draft_is_previewed_as_it_is_written(redaction, library):
    page = UseCasePageFactory(parent=library, title="Titre publié")
    page.title = "Titre du brouillon"
    revision = page.save_revision()

    response = redaction.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,)))

    assert revision.content["title"] == "Titre du brouillon"
    assert response.status_code == 200
    assert "Titre du brouillon" in response.content.decode()


def test_a_fiche_is_previewed_before_it_is_saved(redaction, create_url, library):
    preview = reverse("wagtailadmin_pages:preview_on_add", args=("library_pages", "usecasepage", library.pk))

    posted = redaction.post(preview, post_data(**complete_answers() | {"title": "Pas encore enregistrée"}))
    shown = redaction.get(preview)

    assert posted.json()["is_valid"]
    assert "Pas encore enregistrée" in shown.content.decode()
    assert not UseCasePage.objects.exists()
