import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.taxonomy.models import AutomationLevel, HostingLocation
from library_pages.completeness import expected_answers, missing_answers, not_disclosed_answers, score
from library_pages.models import Dataset, UseCasePage
from library_pages.panels import use_case_edit_handler
from library_pages.use_case_questions import QUESTIONS
from tests.factories import AudienceFactory, MaturityFactory, UseCasePageFactory

pytestmark = pytest.mark.django_db


def names(answers):
    return {answer.name for answer in answers}


def test_what_a_fiche_has_answered_is_no_longer_missing(library):
    page = UseCasePageFactory(parent=library)
    before = score(page)
    assert {"hosting", "datasets"} <= names(missing_answers(page))

    page.hosting = HostingLocation.objects.create(slug="interne", label="Interne")
    page.datasets = [Dataset(title="Historique des fuites")]

    assert {"hosting", "datasets"} & names(missing_answers(page)) == set()
    assert score(page) > before


def test_dates_and_results_are_expected_once_in_service(library):
    tried = UseCasePageFactory(parent=library, maturity=MaturityFactory(slug="experimentation"))
    used = UseCasePageFactory(parent=library, maturity=MaturityFactory(slug="generalise"))

    assert {"in_service", "results"} & names(expected_answers(tried)) == set()
    assert {"in_service", "results"} <= names(expected_answers(used))


def test_evaluations_are_expected_with_personal_data(library):
    page = UseCasePageFactory(parent=library)
    assert "assessments" not in names(expected_answers(page))

    page.personal_data = "oui"

    assert "assessments" in names(expected_answers(page))


@pytest.mark.parametrize(("level", "expected"), [("aucune", False), ("aide", True), ("automatisee", True)])
def test_the_legal_frame_is_expected_of_a_decision_about_a_person(library, level, expected):
    page = UseCasePageFactory(parent=library, automation=AutomationLevel.objects.create(slug=level, label=level))

    assert ({"legal_basis", "notice_url"} <= names(expected_answers(page))) is expected


def test_human_oversight_is_expected_of_a_tool_that_faces_people(library):
    inside = UseCasePageFactory(parent=library, audiences=[AudienceFactory(slug="interne")])
    outside = UseCasePageFactory(parent=library, audiences=[AudienceFactory(slug="interne"), AudienceFactory()])

    assert "human_oversight" not in names(expected_answers(inside))
    assert "human_oversight" in names(expected_answers(outside))


def test_a_declared_answer_is_not_missing_and_does_not_raise_the_score(library):
    page = UseCasePageFactory(parent=library)
    before = score(page)

    page.not_disclosed = ["hosting"]

    assert names(not_disclosed_answers(page)) == {"hosting"}
    assert "hosting" not in names(missing_answers(page))
    assert score(page) == before


def test_an_answer_given_wins_over_its_declaration(library):
    page = UseCasePageFactory(parent=library, solution="Leakmited", not_disclosed=["partners"])

    assert not_disclosed_answers(page) == []


def test_the_eight_answers_cannot_be_declared_not_disclosed(library):
    page = UseCasePageFactory(parent=library, content_owner=None, not_disclosed=["content_owner"])

    assert not_disclosed_answers(page) == []
    assert "content_owner" in names(missing_answers(page))


def test_every_expected_answer_is_in_the_tab_that_it_names():
    handler = use_case_edit_handler().bind_to_model(UseCasePage)
    held = {
        tab.heading: {*tab.get_form_options().get("fields", []), *tab.get_form_options().get("formsets", {})}
        for tab in handler.children
    }

    assert [expected for expected in QUESTIONS.expected if expected.name not in held[expected.tab]] == []
    assert set(QUESTIONS.blocking) <= names(QUESTIONS.expected)


def test_the_editor_sees_what_is_missing_with_a_way_to_each_field(redaction, library):
    page = UseCasePageFactory(parent=library)
    page.save_revision()

    html = BeautifulSoup(redaction.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content, "html.parser")

    panel = html.select_one("#panel-child-suivi-ce_qui_manque-section")
    assert f"Complétude : {score(page)} %" in panel.get_text().replace("\u00a0", " ").replace("\u202f", " ")
    missing = missing_answers(page, restricted=True)
    assert [link["href"] for link in panel.select("li a")] == [f"#id_{answer.name}" for answer in missing]
    assert "contacts" in names(missing) - names(missing_answers(page))  # told to the editor, and to nobody else
    assert "Responsable du contenu — nécessaire pour publier" in " ".join(panel.get_text().split())
    assert all(html.select(link["data-w-focus-target-value"]) for link in panel.select("li a"))
