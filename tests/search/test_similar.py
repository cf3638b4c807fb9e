"""Counts, latest items and similar fiches, for the pages that are not listings."""

import pytest

from cms.core.content_version import current_version
from cms.taxonomy.models import AuthorityType, Theme
from search.catalogue import catalogue
from search.figures import facet_counts, latest, total
from search.models import SearchEntry
from search.similar import similar_to
from tests.factories import AuthorityTypeFactory, ThemeFactory
from tests.search.entries import add_entries, fiche

pytestmark = pytest.mark.django_db

BASE = {"theme": ["eau"], "technique": ["vision"], "tag": ["fuites"], "cible": ["interne"], "region": ["bretagne"]}


def similar_to_first(*others, limit: int = 3) -> list[tuple[str, list[str]]]:
    """Any saved object stands for the page: an entry knows its source by label and key."""
    theme = ThemeFactory(slug="eau")
    (first, *_) = add_entries(fiche("Première", facets=BASE), *others)
    SearchEntry.objects.filter(pk=first.pk).update(source="taxonomy.theme", object_id=theme.pk)
    found = similar_to(Theme.objects.get(pk=theme.pk), current_version(), limit)
    return [(str(similar.result.title), list(similar.reasons)) for similar in found]


def test_the_fiches_that_share_most_come_first_with_their_reasons():
    assert similar_to_first(
        fiche("Même thème", facets={"theme": ["eau"], "cible": ["citoyens"]}),
        fiche("Presque jumelle", facets={**BASE, "region": ["corse"]}),
        fiche("Même technique et cible", facets={"technique": ["vision"], "cible": ["interne"]}),
    ) == [
        ("Presque jumelle", ["Mots-clés communs", "Même technique", "Même thématique", "Même cible"]),
        ("Même technique et cible", ["Même technique", "Même cible"]),
        ("Même thème", ["Même thématique"]),
    ]


def test_a_shared_region_or_audience_alone_is_not_a_likeness():
    assert similar_to_first(fiche("Voisine", facets={"region": ["bretagne"], "cible": ["interne"]})) == []


def test_another_kind_of_content_and_withdrawn_items_are_left_out():
    page = fiche("Page").__class__(kind="page", title="Page", url="/p/", facets=BASE)
    assert similar_to_first(page) == []
    add_entries(fiche("Retirée", facets=BASE), public=False)
    assert similar_to(Theme.objects.get(), current_version()) == []


def test_equals_are_taken_by_date_and_the_limit_holds():
    others = [fiche(f"F{year}", date=year, facets={"theme": ["eau"]}) for year in ("2021", "2024", "2023", "2022")]
    assert [title for title, _ in similar_to_first(*others, limit=2)] == ["F2024", "F2023"]


def test_types_of_authority_are_compared_and_their_groups_are_not():
    for slug in ("metropole", "agglomeration"):
        AuthorityTypeFactory(slug=slug, group=AuthorityType.Group.INTERCOMMUNALITES)
    theme = ThemeFactory(slug="eau")
    base = {"theme": ["eau"], "type-collectivite": ["metropole", "intercommunalites"]}
    (first, *_) = add_entries(
        fiche("Première", facets=base),
        fiche("Même type", facets=base, date="2020"),
        fiche("Même groupe", facets={**base, "type-collectivite": ["agglomeration", "intercommunalites"]}, date="2025"),
    )
    SearchEntry.objects.filter(pk=first.pk).update(source="taxonomy.theme", object_id=theme.pk)
    assert [list(similar.reasons) for similar in similar_to(theme, current_version())] == [
        ["Même thématique", "Même type de collectivité"],
        ["Même thématique"],
    ]


def test_a_page_that_is_not_public_has_no_likeness():
    assert similar_to(ThemeFactory(slug="eau"), current_version()) == []


def test_figures_are_those_of_the_public_content():
    add_entries(
        fiche("A", date="2024", facets={"theme": ["eau"]}),
        fiche("B", date="2025", facets={"theme": ["eau", "air"]}),
        fiche("C", date="2023"),
    )
    add_entries(fiche("D", date="2026", facets={"theme": ["eau"]}), public=False)
    version = current_version()
    assert facet_counts("theme", {"type": ["fiche"]}, version) == {"eau": 2, "air": 1}
    assert facet_counts("theme", {"theme": ["air"]}, version) == {"eau": 1, "air": 1}
    assert facet_counts("cible", {}, version) == {}
    assert total({}, version) == 3
    assert total({"type": ["page"]}, version) == 0
    assert [str(result.title) for result in latest({"type": ["fiche"]}, 2, version)] == ["B", "A"]
    assert latest({"type": ["page"]}, 2, version) == []


def test_several_figures_of_one_version_cost_one_statement(django_assert_num_queries):
    add_entries(fiche("A"))
    version = current_version()
    catalogue(version)
    total({}, version)
    with django_assert_num_queries(1):
        facet_counts("theme", {}, version)
        total({}, version)
        latest({"type": ["fiche"]}, 3, version)
