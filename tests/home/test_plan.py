"""The plan of action says what is known of each axis, and leads to what it delivered."""

import pytest

from tests.factories import StandardPageFactory, publish
from tests.factories.programme import ActionPlanPageFactory, PublicationIndexPageFactory, PublicationPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(home):
    return PublicationPageFactory(parent=PublicationIndexPageFactory(parent=home), title="Mythes et enjeux")


@pytest.fixture
def plan(home, study):
    source = {"title": "Communiqué du 6 juillet 2023", "url": ""}
    silent = StandardPageFactory(parent=home, title="Page retirée", live=False)
    common = {"objective": "Mesurer.", "actions": [], "calendar": "", "sources": [source]}
    axes = [
        {**common, "title": "Les usages", "deliverable": "Une bibliothèque", "state": "", "outcomes": []},
        {
            **common,
            "title": "Les métiers",
            "deliverable": "Une étude",
            "state": "livre",
            "outcomes": [
                {"label": "L’étude", "text": "", "page": study, "url": ""},
                {"label": "Une page retirée", "text": "", "page": silent, "url": ""},
            ],
        },
    ]
    page = ActionPlanPageFactory(parent=home)
    page.axes = [("axis", axis) for axis in axes]
    return publish(page)


def test_a_state_that_no_source_gives_is_not_invented(client, plan):
    text = client.get("/plan-d-action/").content.decode()
    first, second = text.split('id="axe-1"')[1].split('id="axe-2"')
    assert "non communiqué" in first.split("État du livrable")[1][:120]
    assert "livré" in second.split("État du livrable")[1][:120]


def test_an_outcome_leads_to_its_page_only_while_the_public_may_read_it(client, plan, study):
    text = client.get("/plan-d-action/").content.decode()
    assert f'<a href="{study.url}">L’étude</a>' in text
    assert "Une page retirée" in text
    assert "/page-retiree/" not in text

    study.unpublish()
    text = client.get("/plan-d-action/").content.decode()
    assert "L’étude" in text
    assert study.url not in text


def test_a_publication_names_the_axis_that_delivered_it_and_what_is_missing(client, plan, study):
    text = client.get(study.url).content.decode()
    assert '<a href="/plan-d-action/#axe-2">' in text
    assert "document à fournir par l’association" in text
