"""Staff put contents above the results of some searches, through the admin, and visitors see them."""

import pytest
from django.urls import reverse

from cms.core import page_cache
from search.models import PinnedPage, PinnedResults
from tests.factories import StandardPageFactory, UseCasePageFactory

pytestmark = pytest.mark.django_db


def add_url() -> str:
    return reverse(PinnedResults.snippet_viewset.get_url_name("add"))


def form(searches: str, *pages: int, active: bool = True) -> dict[str, object]:
    rows = {f"items-{rank}-{name}": value for rank, pk in enumerate(pages) for name, value in row(pk, rank).items()}
    counts = {"items-TOTAL_FORMS": len(pages), "items-INITIAL_FORMS": 0, "items-MIN_NUM_FORMS": 1}
    return {"searches": searches, **({"active": "on"} if active else {}), **rows, **counts, "items-MAX_NUM_FORMS": 3}


def row(pk: int, rank: int) -> dict[str, object]:
    return {"page": pk, "ORDER": rank + 1, "DELETE": "", "id": ""}


@pytest.fixture
def pages(library):
    return {
        "fiche": UseCasePageFactory(parent=library, title="Réparer les canalisations"),
        "other": UseCasePageFactory(parent=library, title="Une fuite d’eau évitée"),
        "page": StandardPageFactory(parent=library.get_parent(), title="Lire l’eau", introduction="Tout sur l’eau."),
    }


def proposed(client, **asked: str) -> list[str]:
    return [item.title for item in client.get("/recherche/", asked).context["listing"].pinned]


def test_what_an_editor_pins_is_proposed_for_these_words_in_that_order(redaction, client, pages):
    ids = pages["page"].pk, pages["fiche"].pk
    assert redaction.post(add_url(), form("fuites d’eau\nl’eau perdue", *ids)).status_code == 302

    assert proposed(client, q="Fuite d'eau") == ["Lire l’eau", "Réparer les canalisations"]
    assert proposed(client, q="eau perdue") == ["Lire l’eau", "Réparer les canalisations"]
    assert proposed(client, q="fuite") == []
    assert "Proposé par la rédaction" in client.get("/recherche/", {"q": "fuite eau"}).content.decode()


def test_the_counts_do_not_move_and_a_narrowed_list_proposes_nothing(redaction, client, pages):
    before = client.get("/recherche/", {"q": "fuite eau"}).context["listing"].total
    redaction.post(add_url(), form("fuite eau", pages["page"].pk))

    assert client.get("/recherche/", {"q": "fuite eau"}).context["listing"].total == before == 1
    assert proposed(client, q="fuite eau", type="fiche") == []
    assert proposed(client, q="fuite eau", tri="titre") == []


def test_a_list_only_proposes_what_it_may_hold(redaction, client, pages):
    redaction.post(add_url(), form("fuite eau", pages["page"].pk, pages["fiche"].pk))

    listing = client.get("/bibliotheque/", {"q": "fuite eau"}).context["listing"]

    assert [item.title for item in listing.pinned] == ["Réparer les canalisations"]


def test_what_is_no_longer_public_is_no_longer_proposed(redaction, client, pages):
    redaction.post(add_url(), form("fuite eau", pages["fiche"].pk))
    assert proposed(client, q="fuite eau") == ["Réparer les canalisations"]

    pages["fiche"].unpublish()

    assert proposed(client, q="fuite eau") == []


def test_a_change_is_seen_at_the_next_request(redaction, client, pages, monkeypatch):
    monkeypatch.setattr(page_cache, "pages", page_cache.Memory(page_cache.MEMORY))
    client.logout()
    assert b"la r\xc3\xa9daction" not in client.get("/recherche/", {"q": "fuite eau"}).content
    PinnedPage.objects.create(pins=PinnedResults.objects.create(searches="fuite eau"), page=pages["fiche"])
    assert b"la r\xc3\xa9daction" in client.get("/recherche/", {"q": "fuite eau"}).content


def test_words_are_asked_for_and_three_contents_at_most(redaction, pages):
    ids = pages["fiche"].pk, pages["other"].pk, pages["page"].pk
    assert "au moins une recherche" in redaction.post(add_url(), form(" \n ", ids[0])).content.decode()
    too_many = form("eau", *ids, ids[0])
    assert redaction.post(add_url(), too_many).status_code == 200
    assert not PinnedResults.objects.exists()


def test_who_only_reviews_does_not_pin(client, account, pages):
    from tests.sign_in import sign_in

    sign_in(client, account("relecteur"))
    client.post(add_url(), form("eau", pages["fiche"].pk))
    assert not PinnedResults.objects.exists()
