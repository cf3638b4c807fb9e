"""What a listing page receives: totals, facets, chips, addresses, sorts, pages, ways out of an empty list."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from cms.taxonomy.models import AuthorityType, Theme
from search.documents import SearchDocument
from search.kinds import Noun
from search.listing import Listing, build_listing
from tests.factories import (
    AudienceFactory,
    AuthorityTypeFactory,
    LocalAuthorityFactory,
    MaturityFactory,
    TechniqueFactory,
    ThemeFactory,
)
from tests.search.entries import add_entries, fiche

pytestmark = pytest.mark.django_db

THEMES = {"ecologie": "Transformation écologique", "mobilites": "Mobilités", "gouvernance": "Gouvernance"}


def listing(query: str = "", **options: object) -> Listing:
    request = RequestFactory().get(f"/bibliotheque/?{query}")
    return build_listing(request, **{"base": {"type": ["fiche"]}, **options})


def values(page: Listing, name: str) -> dict[str, int]:
    facet = next(facet for facet in page.facets if facet.name == name)
    return {value.value: value.count for value in facet.values}


@pytest.fixture
def library():
    for order, (slug, label) in enumerate(THEMES.items()):
        ThemeFactory(slug=slug, label=label, order=order)
    for slug in ("interne", "citoyens"):
        AudienceFactory(slug=slug)
    MaturityFactory(slug="deploiement", label="Déploiement")
    LocalAuthorityFactory(slug="brest", name="Brest")
    AuthorityTypeFactory(slug="commune", label="Commune", group=AuthorityType.Group.COMMUNES, order=1)
    AuthorityTypeFactory(slug="metropole", label="Métropole", group=AuthorityType.Group.INTERCOMMUNALITES, order=2)
    AuthorityTypeFactory(slug="syndicat", label="Syndicat", group=AuthorityType.Group.AUTRES, order=3)
    rows = [
        ("Fuites d’eau", "ecologie", ["interne"], "commune", "communes"),
        ("Feux de circulation", "mobilites", ["citoyens"], "metropole", "intercommunalites"),
        ("Nappes d’eau", "ecologie", ["interne", "citoyens"], "commune", "communes"),
    ]
    add_entries(
        *(
            fiche(title, facets={"theme": [theme], "cible": audiences, "type-collectivite": [kind, group]})
            for title, theme, audiences, kind, group in rows
        ),
    )


def test_without_a_question_everything_is_listed_and_counted(library):
    page = listing()
    assert (page.total, page.heading, page.status_text) == (3, "3 fiches", "3 fiches trouvées, page 1 sur 1")
    assert values(page, "theme") == {"ecologie": 2, "mobilites": 1, "gouvernance": 0}
    assert values(page, "cible") == {"interne": 2, "citoyens": 2}
    assert [*page.chips, *page.notices, *page.relaxations] == []


def test_a_facet_ignores_its_own_choice_and_obeys_the_others(library):
    page = listing("theme=ecologie&cible=citoyens")
    assert [str(result.title) for result in page.results] == ["Nappes d’eau"]
    assert values(page, "theme") == {"ecologie": 1, "mobilites": 1, "gouvernance": 0}
    assert values(page, "cible") == {"interne": 2, "citoyens": 1}
    assert page.active_count == 2


def test_several_values_of_a_facet_are_alternatives(library):
    assert listing("theme=ecologie&theme=mobilites").total == 3


def test_the_three_facets_of_the_source_come_first_and_are_open(library):
    facets = listing().facets
    assert [(facet.name, facet.open) for facet in facets] == [
        ("theme", True),
        ("type-collectivite", True),
        ("cible", True),
        ("maturite", False),
        ("technique", False),
        ("region", False),
    ]
    assert [facet.label for facet in facets][:3] == ["Thématique", "Type de collectivité", "Cible"]


def test_a_closed_facet_opens_when_it_is_used(library):
    facets = {facet.name: facet for facet in listing("maturite=deploiement").facets}
    assert facets["maturite"].open
    assert [(value.value, value.count, value.selected) for value in facets["maturite"].values] == [
        ("deploiement", 0, True)
    ]


def test_groups_of_authorities_unfold_into_the_types_that_have_results(library):
    facet = next(facet for facet in listing().facets if facet.name == "type-collectivite")
    assert [(group.label, group.count, [child.label for child in group.children]) for group in facet.values] == [
        ("Communes", 2, ["Commune"]),
        ("Intercommunalités", 1, ["Métropole"]),
    ]
    assert listing("type-collectivite=communes").total == 2
    assert listing("type-collectivite=metropole").total == 1
    facet = next(facet for facet in listing("type-collectivite=syndicat").facets if facet.name == "type-collectivite")
    others = next(group for group in facet.values if group.value == "autres")
    assert others.unfolded
    assert [(child.value, child.selected) for child in others.children] == [("syndicat", True)]


def test_a_long_facet_shows_five_values_and_always_those_chosen(library):
    for number in range(12):
        TechniqueFactory(slug=f"t-{number}", label=f"Technique {number}", order=number)
    add_entries(*(fiche(f"F {n}", facets={"technique": [f"t-{m}" for m in range(n)]}) for n in range(13)))
    facet = next(facet for facet in listing("technique=t-11").facets if facet.name == "technique")
    assert [value.value for value in facet.values] == [*(f"t-{n}" for n in range(4)), "t-11"]
    assert facet.more
    assert not next(facet for facet in listing().facets if facet.name == "theme").more


def test_a_facet_that_the_listing_fixes_is_not_offered(library):
    page = listing(base={"theme": ["ecologie"]})
    assert page.total == 2
    assert "theme" not in {facet.name for facet in page.facets}


def test_words_are_marked_said_in_the_heading_and_searched_with_the_facets(library):
    page = listing("q=eau&cible=citoyens")
    assert page.heading == "1 fiche pour «\u00a0eau\u00a0»"
    assert [str(result.title) for result in page.results] == ["Nappes d’<mark>eau</mark>"]


def test_chips_remove_one_condition_and_forms_keep_the_others(library):
    page = listing("q=eau&cible=citoyens&theme=ecologie&tri=titre&page=1&inconnu=1")
    assert [(chip.label, chip.url) for chip in page.chips] == [
        ("«\u00a0eau\u00a0»", "/bibliotheque/?theme=ecologie&cible=citoyens&tri=titre"),
        ("Thématique\u00a0: Transformation écologique", "/bibliotheque/?q=eau&cible=citoyens&tri=titre"),
        ("Cible\u00a0: Citoyens", "/bibliotheque/?q=eau&theme=ecologie&tri=titre"),
    ]
    assert page.base_url == "/bibliotheque/"
    assert list(page.hidden) == [("theme", "ecologie"), ("cible", "citoyens"), ("tri", "titre")]
    assert list(page.facet_hidden) == [("q", "eau"), ("tri", "titre")]


def test_facets_that_only_filter_work_and_are_named_in_their_chip(library):
    add_entries(fiche("Brest", facets={"collectivite": ["brest"], "annee": ["2023"]}))
    page = listing("collectivite=brest&annee=2023")
    assert page.total == 1
    assert [chip.label for chip in page.chips] == ["Année\u00a0: 2023", "Collectivité\u00a0: Brest"]


def test_relevance_is_offered_only_when_there_are_words(library):
    assert [sort.value for sort in listing().sorts] == ["recent", "titre", "collectivite", "proximite"]
    assert [sort.value for sort in listing("q=eau").sorts if sort.selected] == ["pertinence"]
    assert [sort.value for sort in listing("tri=pertinence").sorts if sort.selected] == ["recent"]
    assert listing("q=eau&tri=pertinence").facet_hidden == (("q", "eau"),)


def test_what_has_no_date_is_not_offered_by_date(library):
    page = listing(base={"type": ["acteur"]})
    assert [sort.value for sort in page.sorts] == ["titre", "collectivite", "proximite"]
    assert [sort.value for sort in page.sorts if sort.selected] == ["titre"]


def test_an_empty_list_offers_what_each_condition_less_would_find(library):
    page = listing("q=eau&theme=mobilites&cible=interne")
    assert page.heading == "Aucune fiche pour «\u00a0eau\u00a0»"
    assert page.page.count == 1
    assert [(option.label, option.url, option.count) for option in page.relaxations] == [
        ("Retirer «\u00a0Thématique\u00a0: Mobilités\u00a0»", "/bibliotheque/?q=eau&cible=interne", 2),
        ("Garder seulement «\u00a0Thématique\u00a0: Mobilités\u00a0»", "/bibliotheque/?theme=mobilites", 1),
    ]


def test_the_counts_of_ways_out_cost_no_statement(library, django_assert_max_num_queries):
    listing("q=rien")
    with django_assert_max_num_queries(4):
        assert len(listing("q=absent&theme=ecologie&cible=interne").relaxations) == 2
    with django_assert_max_num_queries(4):
        assert listing("q=eau&theme=ecologie").total == 2


def test_pages_have_at_most_seven_links_and_keep_the_conditions(library):
    add_entries(*(fiche(f"Eau {number}", facets={"theme": ["ecologie"]}) for number in range(200)))
    page = listing("theme=ecologie&page=10").page
    assert (page.number, page.count) == (10, 21)
    assert [link.number for link in page.links] == [1, 8, 9, 10, 11, 12, 21]
    assert [link.number for link in page.links if link.current] == [10]
    assert page.previous_url == "/bibliotheque/?theme=ecologie&page=9"
    assert page.next_url == "/bibliotheque/?theme=ecologie&page=11"
    assert page.links[0].url == "/bibliotheque/?theme=ecologie"
    assert listing("theme=ecologie&page=21").page.next_url == ""
    with pytest.raises(Http404):
        listing("theme=ecologie&page=22")


@pytest.mark.parametrize("number", ["0", "-1", "9999", "abc", "1e3", "1.5", "9" * 5000, "%00"])
def test_a_page_that_does_not_exist_is_a_404(library, number):
    with pytest.raises(Http404):
        listing(f"page={number}")


def test_the_first_page_of_an_empty_list_exists(library):
    assert listing("q=absent&page=1").total == 0
    with pytest.raises(Http404):
        listing("q=absent&page=2")


def test_an_unknown_value_is_ignored_and_said(library):
    page = listing("theme=ecologie&theme=inconnu&tri=hasard&annee=abcd")
    assert page.total == 2
    assert sorted(page.notices) == [
        "Année\u00a0: valeur inconnue («\u00a0abcd\u00a0»). Ce critère est ignoré.",
        "Thématique\u00a0: valeur inconnue («\u00a0inconnu\u00a0»). Ce critère est ignoré.",
        "Tri\u00a0: valeur inconnue. Ce critère est ignoré.",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 10_000,
        "q=" + "eau " * 2_500,
        "q=%00%01%1f%7f",
        "q=%F0%9F%A4%96",
        "q=%25_%22*()",
        "q=%22%22%22",
        "q=NEAR(a b)",
        "q=eau AND OR NOT",
        "q=title_stems:eau",
        "q=%ff%fe",
        "q=%ED%A0%80",
        "q=<script>alert(1)</script>",
        "q=' ; DROP TABLE search_searchentry",
        "q=a & b | !c <-> d",
        "theme=%00&cible=%22&region=" + "x" * 10_000,
        "&".join(f"theme=t{n}" for n in range(900)),
        "collectivite=../../etc/passwd&annee=20%00&tag=%F0%9F%A4%96",
        "tri=%00",
        "q=" + "é" * 300,
    ],
)
def test_hostile_input_is_a_list_like_any_other(library, query):
    page = listing(query)
    assert len(page.q) <= 200
    assert all(ord(char) >= 32 for char in page.q)
    assert page.total in range(4)


def test_control_characters_of_a_query_are_spaces(library):
    assert listing("q=fuites%00eau%0d%0a").q == "fuites eau"
    assert listing("q=fuites%00eau").total == 1


def test_a_list_is_named_by_what_it_really_holds_and_agrees(library):
    noun = Noun("résultat", "résultats", feminine=False)
    assert listing("q=feux", base={}, noun=noun).status_text == "1 fiche trouvée, page 1 sur 1"
    add_entries(SearchDocument(kind="page", title="Feux", url="/feux/"))
    assert listing("q=feux", base={}, noun=noun).status_text == "2 résultats trouvés, page 1 sur 1"
    assert listing("q=absent", base={}, noun=noun).heading == "Aucun résultat pour «\u00a0absent\u00a0»"
    assert listing("q=feux&type=page", base={}, noun=noun).heading == "1 page pour «\u00a0feux\u00a0»"


def test_a_renamed_theme_is_read_at_the_next_request(library):
    assert listing().facets[0].values[0].label == "Transformation écologique"
    theme = Theme.objects.get(slug="ecologie")
    theme.label = "Écologie"
    theme.save()
    assert listing().facets[0].values[0].label == "Écologie"


def test_applying_a_facet_keeps_the_filters_that_have_no_control():
    LocalAuthorityFactory(slug="sicoval", name="Sicoval")

    assert ("collectivite", "sicoval") in listing("collectivite=sicoval").facet_hidden
