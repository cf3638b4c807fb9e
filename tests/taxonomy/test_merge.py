"""Two terms, or two keywords, become one, whoever held them."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from cms.taxonomy.models import AssessmentType, FollowUpStatus, MergedTag, PartnerRole, Tag, TaggedPage
from library_pages.models import Assessment, Partner, UseCasePage
from tests.factories import (
    AudienceFactory,
    LocalAuthorityFactory,
    TechniqueFactory,
    ThemeFactory,
    UseCasePageFactory,
    publish,
)
from tests.factories.concertations import FollowUpStatusFactory


def url(term, action="merge"):
    return reverse(term.snippet_viewset.get_url_name(action), args=(term.pk,))


def merge(client, source, target):
    return client.post(url(source), {"target": target.pk})


def listed(client, address):
    """Titles of the fiches at this address of the library."""
    listing = client.get(f"/bibliotheque/{address}", headers={"host": "localhost"}).context["listing"]
    return [result.title for result in listing.results]


def draft_of(page):
    """What the editor sees on opening the page again."""
    return UseCasePage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.fixture
def old(db):
    return ThemeFactory(slug="transports", label="Transports")


@pytest.fixture
def new(db):
    return ThemeFactory(slug="mobilites", label="Mobilités")


def test_a_live_fiche_passes_to_the_term_that_stays(redaction, library, old, new):
    fiche = UseCasePageFactory(parent=library, title="Feux adaptatifs", theme=old)

    assert merge(redaction, old, new).status_code == 302

    fiche.refresh_from_db()
    old.refresh_from_db()
    assert fiche.theme == new
    assert (old.active, old.merged_into) == (False, new)
    assert listed(redaction, "?theme=mobilites") == ["Feux adaptatifs"]


def test_the_old_address_goes_on_answering(redaction, library, old, new):
    UseCasePageFactory(parent=library, title="Feux adaptatifs", theme=old)
    merge(redaction, old, new)

    page = redaction.get("/bibliotheque/?theme=transports", headers={"host": "localhost"})

    assert [result.title for result in page.context["listing"].results] == ["Feux adaptatifs"]
    assert "valeur inconnue" not in page.content.decode()
    api = redaction.get("/api/v1/recherche/?theme=transports", headers={"host": "localhost"}).json()
    assert api["total"] == 1
    assert "transports" not in [value["valeur"] for value in api["facettes"]["theme"]]


HOLDERS = {
    "cible": ("audiences", AudienceFactory),
    "technique": ("techniques", TechniqueFactory),
    "thématique secondaire": ("secondary_themes", ThemeFactory),
}


@pytest.mark.parametrize(("name", "factory"), HOLDERS.values(), ids=HOLDERS)
def test_a_list_that_held_both_terms_holds_one(redaction, library, name, factory):
    source, target = factory(), factory()
    both = UseCasePageFactory(parent=library, **{name: [source, target]})
    alone = UseCasePageFactory(parent=library, **{name: [source]})
    both.save_revision()

    merge(redaction, source, target)

    for page in (both, alone):
        assert list(getattr(UseCasePage.objects.get(pk=page.pk), name).all()) == [target]
    assert list(getattr(draft_of(both), name).all()) == [target]


def test_secondary_themes_do_not_come_to_repeat_the_main_one(redaction, library, old, new):
    fiche = UseCasePageFactory(parent=library, theme=new, secondary_themes=[old])
    other = UseCasePageFactory(parent=library, theme=old, secondary_themes=[new])
    for page in (fiche, other):
        page.save_revision()

    merge(redaction, old, new)

    for page in (fiche, other):
        read = UseCasePage.objects.get(pk=page.pk)
        draft = draft_of(page)
        assert (read.theme, list(read.secondary_themes.all())) == (new, [])
        assert (draft.theme, list(draft.secondary_themes.all())) == (new, [])


def test_rows_of_a_fiche_move_in_the_page_and_in_its_draft(redaction, library):
    source = PartnerRole.objects.create(slug="editeur", label="Éditeur")
    target = PartnerRole.objects.create(slug="fournisseur", label="Fournisseur")
    kinds = [AssessmentType.objects.create(slug=slug, label=slug) for slug in ("aipd", "dpia")]
    fiche = UseCasePageFactory(parent=library)
    fiche.partners = [Partner(name="Leakmited", role=source), Partner(name="Semidao", role=target), Partner(name="X")]
    fiche.assessments = [Assessment(kind=kinds[0], state="prevue"), Assessment(kind=kinds[1], state="realisee")]
    fiche.save()
    fiche.save_revision()

    merge(redaction, source, target)
    merge(redaction, kinds[1], kinds[0])

    for page in (UseCasePage.objects.get(pk=fiche.pk), draft_of(fiche)):
        assert [partner.role for partner in page.partners.all()] == [target, target, None]
        assert [(row.kind, row.state) for row in page.assessments.all()] == [
            (kinds[0], "prevue"),
            (kinds[0], "realisee"),
        ]


def test_a_draft_holds_the_term_that_stays_when_it_is_published(redaction, library, old, new):
    fiche = UseCasePageFactory(parent=library, title="Publiée", theme=ThemeFactory())
    fiche.theme = old
    draft = fiche.save_revision()

    merge(redaction, old, new)
    publish(Revision.objects.get(pk=draft.pk))

    assert UseCasePage.objects.get(pk=fiche.pk).theme == new
    assert listed(redaction, "?theme=mobilites") == ["Publiée"]


def test_other_values_of_a_version_stay_as_they_were(redaction, library, old, new):
    fiche = UseCasePageFactory(parent=library, theme=old, tags=["eau"], audiences=[AudienceFactory(pk=old.pk)])
    version = fiche.save_revision()
    before = Revision.objects.get(pk=version.pk).content

    merge(redaction, old, new)

    after = Revision.objects.get(pk=version.pk).content
    assert after == before | {"theme": new.pk}


def test_the_type_of_an_authority_moves(redaction, library):
    authority = LocalAuthorityFactory()
    source = authority.authority_type
    target = type(source).objects.create(slug="ville", label="Ville", group=source.group)
    UseCasePageFactory(parent=library, title="Fiche de la ville", authority=authority)

    merge(redaction, source, target)

    authority.refresh_from_db()
    assert authority.authority_type == target
    assert listed(redaction, "?type-collectivite=ville") == listed(redaction, "?type-collectivite=commune")
    assert listed(redaction, "?type-collectivite=ville") == ["Fiche de la ville"]


def test_the_history_of_both_terms_and_of_each_page_tells_the_merge(redaction, library, old, new):
    fiche = UseCasePageFactory(parent=library, theme=old)

    merge(redaction, old, new)

    entries = [
        *ModelLogEntry.objects.filter(action="taxonomy.merge"),
        *PageLogEntry.objects.filter(action="taxonomy.merge", page=fiche.pk),
    ]
    assert len(entries) == 3
    for entry in entries:
        assert entry.user.username == "redactrice"
        assert entry.data["before"]["slug"] == "transports"
        assert entry.data["after"]["slug"] == "mobilites"
    history = redaction.get(reverse("wagtailadmin_pages:history", args=(fiche.pk,))).content.decode()
    assert "« Transports » fusionné dans « Mobilités »" in history.replace("\u00a0", " ")


# Keywords


def names(page):
    return sorted(page.tags.names())


def test_a_keyword_moves_and_a_page_that_had_both_keeps_one(redaction, library):
    both = UseCasePageFactory(parent=library, title="Deux", tags=["fuites", "fuite"])
    alone = UseCasePageFactory(parent=library, title="Une", tags=["fuite"])
    for page in (both, alone):
        page.save_revision()
    source, target = Tag.objects.get(name="fuite"), Tag.objects.get(name="fuites")

    merge(redaction, source, target)

    for page in (both, alone):
        assert names(UseCasePage.objects.get(pk=page.pk)) == ["fuites"]
        assert names(draft_of(page)) == ["fuites"]
    assert not Tag.objects.filter(name="fuite").exists()
    assert sorted(listed(redaction, "?tag=fuites")) == sorted(listed(redaction, "?tag=fuite")) == ["Deux", "Une"]


def test_a_draft_without_the_keyword_that_stays_is_published_after_the_merge(redaction, library):
    fiche = UseCasePageFactory(parent=library, tags=["fuites", "fuite"])
    source, target = Tag.objects.get(name="fuite"), Tag.objects.get(name="fuites")
    fiche.tags.remove("fuites")
    draft = fiche.save_revision()

    merge(redaction, source, target)
    publish(Revision.objects.get(pk=draft.pk))

    assert names(UseCasePage.objects.get(pk=fiche.pk)) == ["fuites"]
    assert TaggedPage.objects.filter(content_object=fiche.pk).count() == 1


def test_a_keyword_that_comes_back_takes_its_address_back(redaction, library):
    UseCasePageFactory(parent=library, title="Ancienne", tags=["fuite", "fuites"])
    merge(redaction, Tag.objects.get(name="fuite"), Tag.objects.get(name="fuites"))

    UseCasePageFactory(parent=library, title="Nouvelle", tags=["fuite"])

    assert listed(redaction, "?tag=fuite") == ["Nouvelle"]
    assert MergedTag.objects.filter(slug="fuite").exists()


def test_a_term_that_the_site_reads_is_neither_merged_away_nor_deleted(redaction, db):
    done, other = FollowUpStatusFactory(slug="realisee", label="Réalisée"), FollowUpStatusFactory(slug="en-cours")
    assert "« Réalisée » décide de ce que le site affiche" in merge(redaction, done, other).content.decode()
    redaction.post(url(done, "delete"))
    assert FollowUpStatus.objects.filter(pk=done.pk, merged_into=None).exists()
    assert merge(redaction, other, done).status_code == 302
