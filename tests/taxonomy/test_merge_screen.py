"""The screen that merges, the ways it refuses, and what the public finds afterwards."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks.field_block import ChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from cms.core.content_version import current_version
from cms.taxonomy.merge import MergeError, merge
from cms.taxonomy.models import VOCABULARIES, Tag, Theme
from library_pages.models import UseCasePage
from search.models import SearchEntry, StaleScope
from search.scopes import mark
from tests.factories import AudienceFactory, ThemeFactory, UseCasePageFactory, publish
from tests.sign_in import sign_in


def url(term, action="merge"):
    return reverse(term.snippet_viewset.get_url_name(action), args=(term.pk,))


def words(response):
    text = BeautifulSoup(response.content, "html.parser").find("main").get_text(" ")
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture
def old(db):
    return ThemeFactory(slug="transports", label="Transports")


@pytest.fixture
def new(db):
    return ThemeFactory(slug="mobilites", label="Mobilités")


@pytest.fixture
def terms(old, new):
    return old, new


def test_the_list_offers_to_merge_each_term_but_a_merged_one(redaction, old, new):
    listing = reverse(Theme.snippet_viewset.get_url_name("list"))
    assert url(old) in redaction.get(listing).content.decode()

    redaction.post(url(old), {"target": new.pk})

    page = redaction.get(listing).content.decode()
    assert url(old) not in page
    assert url(new) in page


def test_nothing_changes_before_the_editor_has_seen_what_will(redaction, library, old, new):
    live = UseCasePageFactory(parent=library, title="En ligne", theme=old)
    live.save_revision()
    live.save_revision()
    UseCasePageFactory(parent=library, title="Brouillon", theme=old, live=False)

    screen = words(redaction.get(url(old), {"target": new.pk}))

    assert "Contenus qui passent de l’un à l’autre : 2" in screen
    assert "brouillons et publications programmées compris : 2" in screen
    assert "Pages en ligne concernées : 1" in screen
    assert "En ligne" in screen
    assert "Une fusion ne s’annule pas" in screen
    live.refresh_from_db()
    assert live.theme == old


def test_a_scheduled_version_keeps_its_day_and_takes_the_term_that_stays(redaction, library, old, new):
    fiche = UseCasePageFactory(parent=library, theme=old, live=False)
    day = timezone.now() + timezone.timedelta(days=3)
    fiche.go_live_at = day
    publish(fiche)

    redaction.post(url(old), {"target": new.pk})

    scheduled = UseCasePage.objects.get(pk=fiche.pk).scheduled_revision
    assert scheduled.approved_go_live_at == day
    assert scheduled.as_object().theme == new


REFUSALS = {
    "itself": (lambda old, new: old, "ne se fusionne pas avec lui-même"),
    "a withdrawn term": (lambda old, new: ThemeFactory(label="Voirie", active=False), "« Voirie » est retiré"),
    "another vocabulary": (lambda old, new: AudienceFactory(pk=9000), "n’est pas dans ce vocabulaire"),
    "a merged term": (lambda old, new: ThemeFactory(label="Bus", merged_into=new), "déjà fusionné dans « Mobilités »"),
}


@pytest.mark.parametrize(("target", "reason"), REFUSALS.values(), ids=REFUSALS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_merge_that_makes_no_sense_is_refused_with_the_reason(redaction, terms, target, reason, method):
    old, new = terms

    response = getattr(redaction, method)(url(old), {"target": target(old, new).pk})

    assert reason in words(response)
    old.refresh_from_db()
    assert (old.active, old.merged_into) == (True, None)


def test_code_cannot_merge_across_vocabularies(old):
    with pytest.raises(MergeError, match="vocabulaires différents"):
        merge(old, AudienceFactory(pk=old.pk))


def test_a_merged_term_is_not_merged_again_nor_put_back(redaction, old, new):
    redaction.post(url(old), {"target": new.pk})

    again = redaction.post(url(old), {"target": ThemeFactory().pk})
    redaction.post(url(old, "edit"), {"label": "Transports", "order": 1, "active": "on", "icon": ""})
    bulk = reverse("wagtail_bulk_action", args=("taxonomy", "theme", "offer"))
    redaction.post(f"{bulk}?id={old.pk}")

    assert "déjà fusionné" in words(again)
    old.refresh_from_db()
    assert (old.active, old.merged_into) == (False, new)


def test_a_chain_of_merges_leads_every_old_address_to_the_last_term(redaction, library, old, new):
    last = ThemeFactory(slug="deplacements", label="Déplacements")
    UseCasePageFactory(parent=library, title="Feux adaptatifs", theme=old)

    redaction.post(url(old), {"target": new.pk})
    redaction.post(url(new), {"target": last.pk})

    assert dict(Theme.aliases()) == {"transports": "deplacements", "mobilites": "deplacements"}
    for slug in ("transports", "mobilites", "deplacements"):
        found = redaction.get(f"/api/v1/recherche/?theme={slug}", headers={"host": "localhost"}).json()
        assert [result["titre"] for result in found["resultats"]] == ["Feux adaptatifs"]


def test_a_term_that_answers_for_another_is_not_deleted(redaction, old, new):
    redaction.post(url(old), {"target": new.pk})

    redaction.post(url(new, "delete"))

    assert Theme.objects.filter(pk=new.pk).exists()


def test_who_may_not_delete_a_term_may_not_merge_it(client, library, old, new, account):
    user = account("relecteur")
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_theme", "view_theme"]))
    sign_in(client, user)

    assert client.get(url(old)).status_code == 302
    assert client.post(url(old), {"target": new.pk}).status_code == 302

    old.refresh_from_db()
    assert old.merged_into is None


# What the public finds


def facets(client):
    payload = client.get("/api/v1/recherche/", headers={"host": "localhost"}).json()["facettes"]
    return {value["valeur"]: value["nombre"] for value in payload["theme"]}


def entries():
    names = ("source", "object_id", "facets", "card", "text", "public")
    return list(SearchEntry.objects.order_by("source", "object_id").values(*names))


def test_counts_are_those_of_the_contents_and_a_rebuild_finds_nothing_to_change(redaction, library, old, new):
    for theme, secondary in [(old, []), (old, [new]), (new, [old]), (ThemeFactory(slug="eau"), [old])]:
        UseCasePageFactory(parent=library, theme=theme, secondary_themes=secondary, tags=["fuite"])
    assert facets(redaction)["transports"] == 4
    before = current_version()

    redaction.post(url(old), {"target": new.pk})

    counts = facets(redaction)
    assert "transports" not in counts
    assert counts["mobilites"] == 4
    assert counts["eau"] == 1
    assert current_version() != before
    found = entries()
    mark(StaleScope.Kind.ALL)
    assert entries() == found


def test_no_block_of_a_page_can_hold_a_term_out_of_reach_of_a_merge():
    """A merge moves fields and rows; a block that chose a term would have to be moved too."""

    def blocks(block):
        yield block
        for child in getattr(block, "child_blocks", {}).values():
            yield from blocks(child)
        if hasattr(block, "child_block"):
            yield from blocks(block.child_block)

    streams = [
        field for model in get_page_models() for field in model._meta.get_fields() if isinstance(field, StreamField)
    ]
    chosen = {
        block.target_model
        for field in streams
        for block in blocks(field.stream_block)
        if isinstance(block, ChooserBlock)
    }
    assert Page in chosen or chosen  # the walk finds choosers
    assert chosen.isdisjoint({*VOCABULARIES, Tag})


# Two editors at once


def merge_apart(source, target):
    """On a connection of its own: the refusal, or an empty text."""
    try:
        merge(source, target)
    except MergeError as refusal:
        return str(refusal)
    finally:
        connection.close()
    return ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("crossed", [True, False], ids=["each into the other", "the same into two"])
def test_of_two_merges_at_once_one_is_refused(library, old, new, crossed):
    fiche = UseCasePageFactory(parent=library, theme=old)
    other = ThemeFactory(slug="voirie")
    pairs = [(old, new), (new, old) if crossed else (old, other)]

    with ThreadPoolExecutor(max_workers=2) as pool:
        said = [job.result() for job in [pool.submit(merge_apart, *pair) for pair in pairs]]

    assert sum(bool(refusal) for refusal in said) == 1
    fiche.refresh_from_db()
    assert fiche.theme.merged_into is None
    assert Theme.objects.filter(merged_into__isnull=False).count() == 1
