"""The feed of a selection, read as a feed reader does."""

from datetime import datetime
from html import unescape
from urllib.parse import quote_plus
from xml.etree import ElementTree

import pytest

from search.models import SearchEntry
from tests.factories import ThemeFactory, UseCasePageFactory, publish
from tests.search.entries import add_entries, charter, fiche

pytestmark = pytest.mark.django_db

SELF = "{http://www.w3.org/2005/Atom}link"


def channel(client, address: str) -> ElementTree.Element:
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel")


def item_titles(feed: ElementTree.Element) -> list[str]:
    return [item.findtext("title") for item in feed.findall("item")]


@pytest.fixture
def content(library):
    ThemeFactory(slug="ecologie", label="Écologie")
    return add_entries(
        fiche("Fuites", summary="Chercher <b>l’eau</b>.", date="2025-03-01", facets={"theme": ["ecologie"]}),
        fiche("Feux", date="2025-02-01"),
        charter("Charte", date="2025-04-01"),
    )


def test_a_feed_holds_the_newest_items_of_the_selection_first(client, content):
    assert item_titles(channel(client, "/bibliotheque/flux/")) == ["Charte", "Fuites", "Feux"]
    assert item_titles(channel(client, "/bibliotheque/flux/?type=fiche&tri=titre")) == ["Fuites", "Feux"]
    assert item_titles(channel(client, "/recherche/flux/?q=fuite")) == ["Fuites"]


def test_a_feed_says_what_it_selects_and_where_it_is(client, content):
    feed = channel(client, "/bibliotheque/flux/?theme=ecologie")
    assert feed.findtext("title") == "Thématique\u00a0: Écologie – Bibliothèque – IA des territoires"
    assert feed.findtext("link") == "http://localhost/bibliotheque/?theme=ecologie"
    assert feed.find(SELF).attrib == {"rel": "self", "href": "http://localhost/bibliotheque/flux/?theme=ecologie"}
    assert feed.findtext("language") == "fr"


def test_an_item_has_an_address_a_date_and_a_name_that_outlives_its_address(client, content):
    (item,) = channel(client, "/bibliotheque/flux/?theme=ecologie").findall("item")
    assert item.findtext("link") == "http://localhost/bibliotheque/fuites/"
    assert item.findtext("pubDate") == "Sat, 01 Mar 2025 00:00:00 +0100"
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    entry = content[0]
    guid = item.findtext("guid")
    entry.url = "/ailleurs/"
    entry.save()
    (moved,) = channel(client, "/bibliotheque/flux/?theme=ecologie").findall("item")
    assert moved.findtext("guid") == guid


def test_markup_that_somebody_typed_is_shown_and_not_obeyed(client, content):
    add_entries(fiche("Eau & <script>", summary="Ligne\x0bverticale", facets={"theme": ["ecologie"]}))
    feed = channel(client, "/bibliotheque/flux/?theme=ecologie")
    titles = item_titles(feed)
    assert "Eau &amp; &lt;script&gt;" in titles
    descriptions = [item.findtext("description") for item in feed.findall("item")]
    assert "Chercher &lt;b&gt;l’eau&lt;/b&gt;." in descriptions
    assert "Ligne verticale" in descriptions


def test_a_feed_stops_at_fifty_items_and_has_a_date_only_when_it_is_whole(client, library):
    add_entries(*(fiche(f"F {number}", date="2024") for number in range(60)))
    items = channel(client, "/bibliotheque/flux/?page=2").findall("item")
    assert len(items) == 50
    assert items[0].find("pubDate") is None


def test_an_unknown_value_is_ignored_and_said_in_the_description(client, content):
    feed = channel(client, "/bibliotheque/flux/?theme=inconnu")
    assert len(item_titles(feed)) == 3
    assert "valeur inconnue («\u00a0inconnu\u00a0»)" in feed.findtext("description")


@pytest.mark.parametrize("query", ["q=%00", "q=%ff%fe", "theme=%0b", "page=abc", "q=" + "a" * 3000])
def test_strange_questions_are_answered_with_a_well_formed_feed(client, content, query):
    channel(client, f"/bibliotheque/flux/?{query}")


@pytest.mark.parametrize("list_address", ["/bibliotheque/", "/recherche/"])
def test_a_list_leads_to_its_feed(client, content, list_address):
    page = client.get(f"{list_address}?theme=ecologie&tri=titre", headers={"host": "localhost"}).content.decode()
    address = f'href="{list_address}flux/?theme=ecologie"'
    title = 'title="1 fiche, Thématique\u00a0: Écologie"'
    assert f'<link rel="alternate" type="application/rss+xml" {title} {address}>' in page
    followed = client.get(f"/alertes/nouvelle/?liste={list_address}&theme=ecologie", headers={"host": "localhost"})
    assert f"/alertes/nouvelle/?liste={quote_plus(list_address)}&amp;theme=ecologie" in page
    assert f"<a {address}>" in followed.content.decode()


def test_a_reader_who_has_the_feed_is_not_sent_it_again(client, content):
    first = client.get("/bibliotheque/flux/", headers={"host": "localhost"})
    again = {"host": "localhost", "if-none-match": first["ETag"]}
    assert client.get("/bibliotheque/flux/", headers=again).status_code == 304
    add_entries(fiche("Neuve", date="2025-05-05"))
    assert client.get("/bibliotheque/flux/", headers=again).status_code == 200


def test_a_feed_costs_at_most_twelve_queries(client, content, django_assert_max_num_queries):
    channel(client, "/bibliotheque/flux/")
    with django_assert_max_num_queries(12):
        channel(client, "/bibliotheque/flux/?q=fuite&theme=ecologie")


def test_what_a_visitor_typed_is_no_markup_in_the_feed(client, library):
    feed = client.get(
        "/recherche/flux/", {"theme": "<b>gras</b>\uffff"}, headers={"host": "localhost"}
    ).content.decode()

    assert "<b>" not in unescape(feed)
    assert "\uffff" not in feed


ATOM = "{http://www.w3.org/2005/Atom}"
ATOM_TYPE = "application/atom+xml; charset=utf-8"


def atom(client, address: str) -> ElementTree.Element:
    response = client.get(address, headers={"host": "localhost"})
    assert (response.status_code, response["Content-Type"]) == (200, ATOM_TYPE)
    return ElementTree.fromstring(response.content)


def atom_titles(feed: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]


@pytest.mark.parametrize("query", ["", "?theme=ecologie", "?type=fiche&tri=titre", "?q=fuite"])
@pytest.mark.parametrize("list_address", ["/bibliotheque/", "/recherche/"])
def test_the_same_items_are_in_both_feeds(client, content, list_address, query):
    assert atom_titles(atom(client, f"{list_address}flux/atom/{query}")) == item_titles(
        channel(client, f"{list_address}flux/{query}")
    )


def test_an_atom_feed_says_what_it_selects_where_it_is_and_who_makes_it(client, content):
    feed = atom(client, "/bibliotheque/flux/atom/?theme=ecologie")
    assert feed.findtext(f"{ATOM}title") == "Thématique\u00a0: Écologie – Bibliothèque – IA des territoires"
    assert feed.findtext(f"{ATOM}id") == "http://localhost/bibliotheque/?theme=ecologie"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": "http://localhost/bibliotheque/flux/atom/?theme=ecologie",
        "alternate": "http://localhost/bibliotheque/?theme=ecologie",
    }
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "IA des territoires"


def test_an_atom_entry_keeps_its_id_and_was_updated_when_what_it_says_last_changed(client, library):
    page = UseCasePageFactory(parent=library, title="R&D <eau>")
    (before,) = atom(client, "/bibliotheque/flux/atom/").findall(f"{ATOM}entry")
    assert before.findtext(f"{ATOM}title") == "R&D <eau>"
    page.slug, page.summary = "ailleurs", "Un autre résumé."
    publish(page)
    written = SearchEntry.objects.get().written_at

    feed = atom(client, "/bibliotheque/flux/atom/")

    (after,) = feed.findall(f"{ATOM}entry")
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}id").startswith("urn:uuid:")
    assert after.find(f"{ATOM}link").get("href") == "http://localhost/bibliotheque/ailleurs/"
    assert datetime.fromisoformat(after.findtext(f"{ATOM}updated")) == written
    assert feed.findtext(f"{ATOM}updated") == after.findtext(f"{ATOM}updated")
    assert after.findtext(f"{ATOM}published") <= after.findtext(f"{ATOM}updated")


def test_an_empty_atom_feed_is_well_formed_and_stays_the_same(client, library):
    feeds = {client.get("/recherche/flux/atom/?q=rien", headers={"host": "localhost"}).content for _ in range(2)}
    (feed,) = feeds
    assert ElementTree.fromstring(feed).findtext(f"{ATOM}updated")


def test_a_list_and_its_page_of_alerts_lead_readers_to_both_feeds(client, content):
    for address in ("/bibliotheque/?theme=ecologie", "/alertes/nouvelle/?liste=/bibliotheque/&theme=ecologie"):
        page = client.get(address, headers={"host": "localhost"}).content.decode()
        for kind, below in (("rss", ""), ("atom", "atom/")):
            start = page.index(f'<link rel="alternate" type="application/{kind}+xml"')
            assert f'href="/bibliotheque/flux/{below}?theme=ecologie">' in page[start : page.index(">", start) + 1]


def test_an_atom_feed_costs_at_most_twelve_queries(client, content, django_assert_max_num_queries):
    atom(client, "/bibliotheque/flux/atom/")
    with django_assert_max_num_queries(12):
        atom(client, "/bibliotheque/flux/atom/?q=fuite&theme=ecologie")
