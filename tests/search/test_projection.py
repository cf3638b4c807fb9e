"""What the projection holds, what it costs, and what it does when something fails."""

import logging

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.core.content_version import current_version
from cms.taxonomy.models import PartnerRole, Tag
from cms.territories.models import Region
from home.models import HomePage, StandardPage
from library_pages.models import AssociatedAuthority, LibraryIndexPage, Partner, UseCasePage, VigilancePoint
from search.documents import SearchDocument
from search.models import IndexState, SearchEntry, StaleScope
from search.projection import refresh
from tests.factories import (
    AudienceFactory,
    AuthorityTypeFactory,
    LocalAuthorityFactory,
    MaturityFactory,
    RegionFactory,
    StandardPageFactory,
    TechniqueFactory,
    ThemeFactory,
    UseCasePageFactory,
    publish,
)

FICHE = "library_pages.usecasepage"


def entry(page):
    return SearchEntry.objects.public().get(source=FICHE, object_id=page.pk)


def recompute_everything():
    StaleScope.objects.create(kind=StaleScope.Kind.ALL)
    refresh()


def test_a_fiche_says_what_facets_and_result_cards_need(library):
    toulouse = LocalAuthorityFactory(
        slug="toulouse-metropole",
        name="Toulouse Métropole",
        aliases="Grand Toulouse",
        authority_type=AuthorityTypeFactory(slug="metropole", group="intercommunalites"),
    )
    page = UseCasePageFactory(
        parent=library,
        title="Repérer les fuites",
        authority=toulouse,
        theme=ThemeFactory(slug="transition-ecologique", label="Transition écologique"),
        secondary_themes=[ThemeFactory(slug="mobilites")],
        audiences=[AudienceFactory(slug="agents")],
        techniques=[TechniqueFactory(slug="apprentissage")],
        maturity=MaturityFactory(slug="generalise", label="Généralisé", order=5),
        tags=["eau"],
    )
    page.started = "2024-10"
    page.vigilance_points = [VigilancePoint(text="Qualité des capteurs", origin="source")]
    page.body = [("text", "<p>Deux cents <b>capteurs</b></p><p>posés</p>")]
    publish(page)

    assert entry(page).facets == {
        "theme": ["mobilites", "transition-ecologique"],
        "type-collectivite": ["intercommunalites", "metropole"],
        "cible": ["agents"],
        "maturite": ["generalise"],
        "technique": ["apprentissage"],
        "region": ["occitanie"],
        "collectivite": ["toulouse-metropole"],
        "tag": ["eau"],
        "annee": ["2024"],
    }
    assert entry(page).card == {
        "theme_label": "Transition écologique",
        "theme_slug": "transition-ecologique",
        "authority": "Toulouse Métropole",
        "place": "Haute-Garonne",
        "maturity_label": "Généralisé",
        "maturity_step": 5,
        "started": "octobre 2024",
        "identifier": page.identifier,
    }
    for words in ("Grand Toulouse", "Qualité des capteurs", "Deux cents capteurs posés", "Présentation du 11 février"):
        assert words in entry(page).text
    assert len(entry(page).date) == len("2026-11-24")


def test_a_fiche_without_its_required_answers_is_still_projected(library):
    page = UseCasePageFactory(parent=library)

    UseCasePage.objects.update(authority=None, theme=None, maturity=None)
    recompute_everything()

    assert entry(page).card["maturity_step"] is None
    assert set(entry(page).facets) == {"cible"}


def test_the_home_page_the_library_and_an_empty_page_are_not_results(library):
    StandardPageFactory(parent=library.get_parent(), title="Contact")
    StandardPageFactory(parent=library.get_parent(), title="Mentions légales", introduction="Qui publie ce site.")

    titles = SearchEntry.objects.public().values_list("title", flat=True)
    assert HomePage.objects.exists()
    assert LibraryIndexPage.objects.exists()
    assert list(titles) == ["Mentions légales"]


def test_a_listing_title_replaces_the_title_which_stays_findable(library):
    page = UseCasePageFactory(parent=library, title="Un titre très long", listing_title="Un titre court")

    assert entry(page).title == "Un titre court"
    assert "Un titre très long" in entry(page).text


def test_a_register_that_says_what_is_public_is_projected_like_a_page(db, monkeypatch):
    """No register is in search yet; a région stands for one, one document a fragment."""

    def documents(region):
        parts = "ab" if region.name else ""
        return [SearchDocument(kind="region", title=f"{region.name} {part}", url="/", fragment=part) for part in parts]

    monkeypatch.setattr(Region, "search_documents", documents, raising=False)
    monkeypatch.setattr(Region, "search_relations", (), raising=False)
    region = RegionFactory(name="Occitanie")
    recompute_everything()
    assert list(SearchEntry.objects.public().values_list("title", flat=True)) == ["Occitanie a", "Occitanie b"]

    region.name = ""
    region.save()
    assert not SearchEntry.objects.public().exists()


def test_merging_two_keywords_moves_the_fiches(library):
    page = UseCasePageFactory(parent=library, tags=["chatbot"])
    target = Tag.objects.create(name="agent conversationnel", slug="agent-conversationnel")

    for tagging in page.tagged_items.all():
        tagging.tag = target
        tagging.save()

    assert entry(page).facets["tag"] == ["agent-conversationnel"]


def test_recomputing_what_has_not_changed_writes_nothing(library):
    UseCasePageFactory.create_batch(3, parent=library)
    version, rows = current_version(), list(SearchEntry.objects.values())

    recompute_everything()

    assert current_version() == version
    assert list(SearchEntry.objects.values()) == rows


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("theme", "label"),
        ("secondary_themes", "label"),
        ("audiences", "label"),
        ("techniques", "label"),
        ("maturity", "label"),
        ("tagged_items__tag", "name"),
        ("authority", "name"),
        ("associated_authorities__authority", "name"),
        ("authority__authority_type", "label"),
        ("partners__role", "label"),
    ],
)
def test_renaming_what_a_fiche_shows_recomputes_that_fiche_and_no_other(library, path, field):
    page = UseCasePageFactory(
        parent=library,
        secondary_themes=[ThemeFactory()],
        techniques=[TechniqueFactory()],
        audiences=[AudienceFactory()],
        authority=LocalAuthorityFactory(authority_type=AuthorityTypeFactory(slug="metropole")),
        tags=["eau"],
    )
    page.associated_authorities = [AssociatedAuthority(authority=LocalAuthorityFactory())]
    page.partners = [Partner(name="Un laboratoire", role=PartnerRole.objects.create(slug="recherche", label="R"))]
    page.save()
    other = UseCasePageFactory(parent=library)
    untouched = SearchEntry.objects.get(object_id=other.pk).sequence

    row = page
    for name in path.split("__"):
        row = getattr(row, name)
        row = row.first() if hasattr(row, "first") else row
    setattr(row, field, "Un libellé tout neuf")
    row.save()

    assert "Un libellé tout neuf" in entry(page).text
    assert SearchEntry.objects.get(object_id=other.pk).sequence == untouched


def test_deleting_a_keyword_takes_it_out_of_the_facets(library):
    page = UseCasePageFactory(parent=library, tags=["eau", "fuites"])

    Tag.objects.get(slug="eau").delete()

    assert entry(page).facets["tag"] == ["fuites"]


def test_a_new_term_makes_nothing_stale(library):
    UseCasePageFactory(parent=library)
    before = IndexState.objects.get().sequence

    ThemeFactory(slug="culture")

    assert IndexState.objects.get().sequence == before


def selects(count):
    """SQL read by one refresh of so many fiches, all changed."""
    UseCasePage.objects.update(summary=f"Un résumé pour {count}")
    StaleScope.objects.create(kind=StaleScope.Kind.ALL)
    with CaptureQueriesContext(connection) as queries:
        refresh()
    return len([query for query in queries if query["sql"].startswith("SELECT")])


def test_the_number_of_queries_does_not_depend_on_the_number_of_fiches(library):
    UseCasePageFactory.create_batch(2, parent=library, tags=["eau"])
    few = selects(2)

    with transaction.atomic():
        UseCasePageFactory.create_batch(23, parent=library, tags=["eau", "capteurs"])
    many = selects(25)

    assert SearchEntry.objects.public().count() == 25
    assert many == few


def test_a_fiche_that_fails_is_left_out_and_does_not_stop_the_others(library, monkeypatch, caplog):
    good, bad = UseCasePageFactory.create_batch(2, parent=library)
    working = UseCasePage.search_documents
    monkeypatch.setattr(
        UseCasePage, "search_documents", lambda page: working(page) if page.pk == good.pk else working(None)
    )

    UseCasePage.objects.update(summary="Un autre résumé")
    recompute_everything()

    assert [entry.object_id for entry in SearchEntry.objects.public()] == [good.pk]
    assert entry(good).summary == "Un autre résumé"
    assert str(bad.pk) in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_refresh_that_fails_is_logged_and_never_reaches_the_editor(library, caplog):
    page = UseCasePageFactory(parent=library, title="Avant")

    def refuse(execute, sql, *arguments):
        if "search_searchentry" in sql:
            raise DatabaseError("le disque est plein")
        return execute(sql, *arguments)

    page.title = "Après"
    with caplog.at_level(logging.ERROR), connection.execute_wrapper(refuse):
        publish(page)
    assert "le disque est plein" in caplog.text
    assert entry(page).title == "Avant"
    assert StaleScope.objects.exists()

    refresh()
    assert entry(page).title == "Après"
    assert not StaleScope.objects.exists()


def test_moving_a_section_out_of_a_private_one_makes_its_pages_public(library):
    home = library.get_parent()
    private = StandardPageFactory(parent=home, title="Espace privé")
    section = StandardPageFactory(parent=private, title="Dossier")
    leaf = StandardPageFactory(parent=section, title="Note", introduction="À lire.")
    private.view_restrictions.create(restriction_type="login")
    assert not SearchEntry.objects.public().exists()

    StandardPage.objects.get(pk=section.pk).move(HomePage.objects.get(), pos="last-child")

    assert SearchEntry.objects.public().get(object_id=leaf.pk).url == "/dossier/note/"
