"""What the desk, the mails and the public history say of a change."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.workflow.changes import Change, Mark, changed_labels, changes_between, difference_between, difference_since
from library_pages.models import Failure, LibraryIndexPage, Partner, Source, UseCaseContact
from tests.factories import AudienceFactory, LocalAuthorityFactory, MaturityFactory, UseCasePageFactory

TEXT = {"type": "text", "id": "11111111-1111-4111-8111-111111111111", "value": "<p>Une vanne fuit encore.</p>"}
FIGURE = {
    "type": "figure",
    "id": "22222222-2222-4222-8222-222222222222",
    "value": {"number": "84", "unit": "%", "label": "Part", "source": {"title": "Le rapport", "url": ""}},
}


@pytest.fixture
def before(library: LibraryIndexPage) -> Any:
    """A version of a fiche, as the workflow reads it."""
    page = UseCasePageFactory(
        parent=library,
        title="Détecter les fuites",
        need="<p>Le réseau fuit.</p><p>La nuit surtout.</p>",
        authority=LocalAuthorityFactory(name="Rennes"),
        maturity=MaturityFactory(label="Expérimentation", slug="experimentation"),
        tags=["eau"],
        body=[TEXT],
    )
    return version(page)


def version(page: Any) -> Any:
    return page.save_revision(clean=False).as_object()


def after(before: Any) -> Any:
    """The same version, to be changed."""
    return before.get_latest_revision().as_object()


def sentences(changes: list[Change]) -> list[str]:
    return [change.sentence for change in changes]


def compare(before: Any, page: Any) -> list[str]:
    return sentences(changes_between(before, version(page)))


def marked(change: Change) -> list[tuple[str, str]]:
    return [(str(piece.mark), piece.text) for part in change.parts for piece in part.pieces]


def test_the_same_version_has_no_change(before: Any) -> None:
    assert changes_between(before, after(before)) == []


def test_fields_are_said_by_their_values_when_they_are_short(before: Any) -> None:
    page = after(before)
    page.authority = LocalAuthorityFactory(name="Rennes Métropole")
    page.maturity = MaturityFactory(label="Déploiement", slug="deploiement")
    page.personal_data = "oui"
    page.yearly_cost = 45000
    page.cited_in_library = True
    page.title = "Détecter les fuites d’eau"
    assert compare(before, page) == [
        "Titre\xa0: Détecter les fuites → Détecter les fuites d’eau",
        "Collectivité porteuse\xa0: Rennes → Rennes Métropole",
        "Maturité\xa0: Expérimentation → Déploiement",
        "Coût annuel\xa0: ajout de «\xa045\xa0000\xa0»",
        "Données personnelles\xa0: ajout de «\xa0Oui\xa0»",
        "Citée dans la bibliothèque de mars 2025\xa0: non → oui",
    ]


def test_a_rich_text_is_compared_word_by_word(before: Any) -> None:
    page = after(before)
    page.need = "<p>Le réseau d’eau fuit.</p><p>La nuit surtout.</p>"
    (change,) = changes_between(before, version(page))
    assert change.sentence == "Besoin et objectifs\xa0: texte modifié"
    assert "".join(text for mark, text in marked(change) if mark == Mark.ADDED).strip() == "d’eau"
    assert not [text for mark, text in marked(change) if mark == Mark.REMOVED]


def test_a_rich_text_whose_words_stay_is_said_to_have_another_form(before: Any) -> None:
    page = after(before)
    page.need = "<p><b>Le réseau</b> fuit.</p><p>La nuit surtout.</p>"
    assert compare(before, page) == ["Besoin et objectifs\xa0: liens ou mise en forme modifiés"]


def test_sets_say_what_came_and_went(before: Any) -> None:
    page = after(before)
    page.audiences = [AudienceFactory(label="Agents", slug="agents")]
    page.tags.set(["réseau"])
    assert compare(before, page) == [
        "Cibles\xa0: ajout de «\xa0Agents\xa0»\u202f; retrait de «\xa0Citoyens\xa0»",
        "Mots-clés\xa0: ajout de «\xa0réseau\xa0»\u202f; retrait de «\xa0eau\xa0»",
    ]


def test_each_row_is_a_change(before: Any) -> None:
    page = after(before)
    kept = page.sources.get()
    kept.url = "https://example.org/rapport"
    page.sources = [kept, Source(title="Rapport d’activité", sort_order=1)]
    assert compare(before, page) == [
        "Sources\xa0: modification de «\xa0Présentation du 11 février 2025\xa0» (adresse)",
        "Sources\xa0: ajout de «\xa0Rapport d’activité\xa0»",
    ]
    page.sources = []
    assert compare(before, page) == ["Sources\xa0: retrait de «\xa0Présentation du 11 février 2025\xa0»"]


def test_rows_that_only_changed_places_say_so(before: Any) -> None:
    page = after(before)
    page.sources = [Source(title=f"Rapport {rank}", sort_order=rank) for rank in range(3)]
    page.save()
    ordered = version(page)
    rows = list(after(ordered).sources.all())
    rows[2].sort_order = -1
    page.sources = rows
    assert compare(ordered, page) == ["Sources\xa0: ordre modifié"]


def test_blocks_are_said_by_their_kind(before: Any) -> None:
    page = after(before)
    page.body = [FIGURE, {**TEXT, "value": "<p>Une vanne neuve fuit encore.</p>"}]
    first, second = changes_between(before, version(page))
    assert first.sentence == "Description\xa0: ajout d’un bloc «\xa0Chiffre sourcé\xa0»"
    assert [part.label for part in first.parts][:2] == ["Valeur", "Unité"]
    assert second.sentence == "Description\xa0: bloc «\xa0Texte\xa0» modifié"
    assert marked(second) == [("same", "Une vanne "), ("added", "neuve "), ("same", "fuit encore.")]
    page.body = []
    assert compare(before, page) == ["Description\xa0: retrait d’un bloc «\xa0Texte\xa0»"]


def test_a_new_page_lists_what_it_says(before: Any) -> None:
    changes = changes_between(None, before)
    assert changes[0].sentence == "Nouvelle page\xa0: rien n’a encore été publié"
    assert "Collectivité porteuse\xa0: ajout de «\xa0Rennes\xa0»" in sentences(changes)


def test_the_public_history_repeats_no_words_of_an_author(before: Any) -> None:
    page = after(before)
    page.need = "<p>Marie Durand a tout réparé.</p>"
    page.sources = [*page.sources.all(), Source(title="Entretien avec Marie Durand")]
    page.maturity = MaturityFactory(label="Déploiement", slug="deploiement")
    page.review_on = datetime.date(2027, 1, 1)
    assert difference_between(before, version(page)).public == [
        "Maturité\xa0: Expérimentation → Déploiement",
        "Sources\xa0: 1\xa0ajout",
        "Besoin et objectifs\xa0: texte modifié",
    ]


def test_what_is_for_members_is_marked_and_stays_out_of_the_public_history(before: Any) -> None:
    page = after(before)
    page.failures = [Failure(text="Le capteur gèle.")]
    page.contacts = [UseCaseContact(role="Directrice", email="d@exemple.fr", purpose="Le marché")]
    changed = version(page)
    changes = changes_between(before, changed)
    assert all(change.restricted for change in changes)
    assert sorted(sentences(changes)) == [
        "Contacts\xa0: ajout de «\xa0Directrice\xa0»",
        "Ratages\xa0: ajout de «\xa0Le capteur gèle.\xa0»",
    ]
    assert difference_between(before, changed).public == ["Révision sans changement visible"]
    assert sorted(changed_labels(changes)) == ["Contacts (non public)", "Ratages (non public)"]


def test_a_version_is_compared_once_with_another(before: Any) -> None:
    base = before.get_latest_revision()
    page = after(before)
    page.title = "Après"
    revision = page.save_revision(clean=False)
    assert sentences(difference_since(base, revision).changes) == compare(before, page)
    with CaptureQueriesContext(connection) as queries:
        difference_since(base, revision)
    assert not queries.captured_queries


def test_labels_come_once(before: Any) -> None:
    page = after(before)
    page.sources = [Source(title="A"), Source(title="B")]
    assert changed_labels(changes_between(before, version(page))) == ["Sources"]


def test_two_hundred_rows_cost_the_queries_of_two(before: Any) -> None:
    page = after(before)
    counts = []
    for number in (2, 200):
        actors = [Partner(name=f"Partenaire {rank}") for rank in range(number)]
        page.partners = actors
        page.associated_authorities = []
        changed = version(page)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found = changes_between(before, changed)
        assert len(found) == number
        counts.append(len(queries))
    assert counts[0] == counts[1]
