"""What holds a term is counted and listed whatever the field; a new label is found everywhere."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.taxonomy.models import AssessmentType, PartnerRole, Tag, Theme
from library_pages.models import Assessment, Partner
from search.models import SearchEntry, StaleScope
from search.scopes import mark
from tests.factories import AudienceFactory, TechniqueFactory, ThemeFactory, UseCasePageFactory


def url(term, action):
    return reverse(term.snippet_viewset.get_url_name(action), args=(term.pk,))


def rows(response):
    table = BeautifulSoup(response.content, "html.parser").select("tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in table]


@pytest.fixture
def fiche(library):
    page = UseCasePageFactory(
        parent=library,
        title="Feux adaptatifs",
        audiences=[AudienceFactory()],
        techniques=[TechniqueFactory()],
        secondary_themes=[ThemeFactory()],
        tags=["carrefour"],
    )
    role = PartnerRole.objects.create(slug="fournisseur", label="Fournisseur")
    page.partners = [Partner(name="Un", role=role), Partner(name="Deux", role=role)]
    page.assessments = [Assessment(kind=AssessmentType.objects.create(slug="aipd", label="AIPD"), state="prevue")]
    page.save()
    return page


TERMS = {
    "thématique principale": lambda page: page.theme,
    "thématique secondaire": lambda page: page.secondary_themes.get(),
    "cible": lambda page: page.audiences.get(),
    "technique": lambda page: page.techniques.get(),
    "maturité": lambda page: page.maturity,
    "type d’évaluation": lambda page: page.assessments.get().kind,
    "rôle tenu par deux partenaires": lambda page: page.partners.first().role,
    "mot-clé": lambda page: Tag.objects.get(name="carrefour"),
}
term_of = pytest.mark.parametrize("term_of", TERMS.values(), ids=TERMS)


@term_of
@pytest.mark.parametrize("live", [True, False], ids=["live", "draft"])
def test_a_content_that_holds_a_term_counts_once_and_is_named(redaction, fiche, term_of, live):
    term = term_of(fiche)
    if not live:
        fiche.unpublish()

    listing = redaction.get(reverse(term.snippet_viewset.get_url_name("list")))
    uses = redaction.get(url(term, "usage"))

    counts = {row[1].split(" ")[0]: row[-1] for row in rows(listing)}
    assert counts[str(term).split(" ", maxsplit=1)[0]] == "1"
    assert url(term, "usage") in listing.content.decode()
    assert [row[0] for row in rows(uses)] == ["Feux adaptatifs"]
    assert rows(uses)[0][2].startswith("Publié" if live else "Brouillon")


def entries():
    return list(SearchEntry.objects.order_by("source", "object_id").values("source", "facets", "card", "text", "title"))


@term_of
def test_a_new_label_reaches_what_shows_it(redaction, fiche, term_of):
    term = term_of(fiche)
    name = "name" if isinstance(term, Tag) else "label"
    kept = {field.name: getattr(term, field.name) for field in term._meta.fields if field.name != "merged_into"}

    redaction.post(url(term, "edit"), {**kept, name: "Zébulon", "active": "on"})

    term.refresh_from_db()
    assert str(term) == "Zébulon"
    found = entries()
    mark(StaleScope.Kind.ALL)
    assert entries() == found


@pytest.mark.parametrize("label", ["thématique principale", "cible", "technique", "mot-clé"])
def test_a_fiche_is_found_by_the_new_label_and_no_longer_by_the_old_one(redaction, fiche, label):
    term = TERMS[label](fiche)
    name = "name" if isinstance(term, Tag) else "label"
    kept = {field.name: getattr(term, field.name) for field in term._meta.fields if field.name != "merged_into"}

    def found(words):
        answer = redaction.get("/api/v1/recherche/", {"q": words}, headers={"host": "localhost"}).json()
        return [result["titre"] for result in answer["resultats"]]

    assert found("zébulon") == []
    redaction.post(url(term, "edit"), {**kept, name: "Zébulon", "active": "on"})
    assert found("zébulon") == ["Feux adaptatifs"]


@pytest.mark.parametrize(("action", "active"), [("withdraw", False), ("offer", True)])
def test_several_terms_are_withdrawn_or_put_back_at_once(redaction, home, action, active):
    terms = ThemeFactory.create_batch(2, active=not active)
    other = ThemeFactory(active=not active)
    bulk = reverse("wagtail_bulk_action", args=("taxonomy", "theme", action))
    address = f"{bulk}?id={terms[0].pk}&id={terms[1].pk}"

    assert terms[0].label in redaction.get(address).content.decode()
    redaction.post(address)

    assert set(Theme.objects.filter(active=active)) == set(terms)
    other.refresh_from_db()
    assert other.active is not active


def test_a_withdrawn_term_is_no_longer_offered_and_stays_where_it_is(redaction, fiche):
    withdrawn, held = ThemeFactory(label="Voirie"), fiche.theme
    bulk = reverse("wagtail_bulk_action", args=("taxonomy", "theme", "withdraw"))
    redaction.post(f"{bulk}?id={withdrawn.pk}&id={held.pk}")

    form = redaction.get(reverse("wagtailadmin_pages:edit", args=(fiche.pk,))).content.decode()
    choices = BeautifulSoup(form, "html.parser").select("select[name=theme] option")

    offered = {choice["value"] for choice in choices}
    assert str(withdrawn.pk) not in offered
    assert str(held.pk) in offered


def test_the_list_of_uses_costs_the_same_whatever_their_number(redaction, library, django_assert_max_num_queries):
    theme = ThemeFactory()
    UseCasePageFactory.create_batch(25, parent=library, theme=theme)

    redaction.get(url(theme, "usage"))
    with django_assert_max_num_queries(20):
        redaction.get(url(theme, "usage"))
