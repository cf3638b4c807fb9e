"""One page for everybody, made once for each version of the content: who gets it, who does not."""

import datetime
import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import include, path
from wagtail.models import Site

from cms.core import content_version, page_cache
from cms.core.memory import Memory
from home.models import HomePage, StandardPage
from tests.factories import StandardPageFactory, publish

SHARED, PRIVATE = "public, max-age=0, must-revalidate", "private, no-store"


def with_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


def reading_who(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.user.is_authenticated))


def with_own_policy(request: HttpRequest) -> HttpResponse:
    return HttpResponse("à moi", headers={"Cache-Control": "no-store"})


def streamed(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter(["un", "deux"]))


def missing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("rien", status=410)


views = (with_form, reading_who, with_own_policy, streamed, missing)
urlpatterns = [*(path(f"{view.__name__}/", view) for view in views), path("", include("cms.urls"))]

Read = Callable[..., Any]


@pytest.fixture
def about(home: HomePage) -> StandardPage:
    return StandardPageFactory(parent=home, title="À propos", slug="a-propos", introduction="Qui nous sommes.")


@pytest.fixture
def read(pages: Memory[page_cache.KeptPage], about: StandardPage) -> Read:
    """What an anonymous visitor gets; each call is a new browser."""

    def get(address: str, **headers: str) -> Any:
        return Client().get(address, headers={"host": "localhost", **headers})

    return get


def test_the_second_reader_costs_the_reading_of_the_version_alone(read: Read, django_assert_num_queries: Any) -> None:
    first = read("/a-propos/")
    with django_assert_num_queries(1):
        second = read("/a-propos/")

    assert second.content == first.content
    assert "Qui nous sommes." in second.content.decode()
    assert {name: first[name] for name in first.headers} == {name: second[name] for name in second.headers}


def test_who_already_has_the_page_is_told_so(read: Read, django_assert_num_queries: Any) -> None:
    tag = read("/a-propos/")["ETag"]
    with django_assert_num_queries(1):
        again = read("/a-propos/", if_none_match=f'"autre", {tag}')

    assert again.status_code == 304
    assert not again.content
    assert again["ETag"] == tag
    assert again["Cache-Control"] == SHARED
    assert "Accept-Encoding" in again["Vary"]
    assert "Content-Security-Policy" in again.headers


def test_a_hundred_readings_make_the_page_once(read: Read, pages: Memory[page_cache.KeptPage]) -> None:
    tags = {read("/a-propos/")["ETag"] for _ in range(50)}
    told = [read("/a-propos/", if_none_match=tag).status_code for tag in tags for _ in range(50)]

    assert len(tags) == len(pages) == 1
    assert told == [304] * 50


def test_an_old_tag_gets_the_new_page(read: Read, about: StandardPage) -> None:
    old = read("/a-propos/")["ETag"]
    about.introduction = "Qui nous voulons être."
    publish(about)

    again = read("/a-propos/", if_none_match=old)

    assert again.status_code == 200
    assert "voulons être" in again.content.decode()


def test_a_page_may_be_kept_by_anybody_who_asks_again_each_time(read: Read) -> None:
    assert read("/a-propos/")["Cache-Control"] == SHARED


def test_browsers_that_read_gzip_get_it_and_the_others_plain_text(read: Read) -> None:
    for _ in range(2):
        small, plain = read("/a-propos/", accept_encoding="gzip, br"), read("/a-propos/")
        assert small["Content-Encoding"] == "gzip"
        assert int(small["Content-Length"]) == len(small.content) < len(plain.content) / 2
        assert gzip.decompress(small.content) == plain.content
        assert int(plain["Content-Length"]) == len(plain.content)
        assert "Content-Encoding" not in plain
        assert "Accept-Encoding" in small["Vary"]
        assert "Accept-Encoding" in plain["Vary"]
        assert small["ETag"] == plain["ETag"]
        assert small["ETag"].startswith("W/")


def test_head_has_the_headers_of_the_page_and_fills_no_memory(read: Read, pages: Memory[page_cache.KeptPage]) -> None:
    head = Client().head("/a-propos/", headers={"host": "localhost"})
    assert len(pages) == 0
    page = read("/a-propos/")
    again = Client().head("/a-propos/", headers={"host": "localhost"})

    assert head.headers == page.headers == again.headers
    assert not again.content


def test_known_parameters_make_pages_whatever_their_order(read: Read, pages: Memory[page_cache.KeptPage]) -> None:
    assert read("/recherche/?q=qui&tri=titre")["ETag"] == read("/recherche/?tri=titre&q=qui")["ETag"]
    assert read("/recherche/?q=nous&tri=titre")["ETag"] != read("/recherche/?q=qui&tri=titre")["ETag"]
    assert len(pages) == 2


def test_the_last_of_two_values_is_not_confused_with_the_first(read: Read) -> None:
    assert read("/recherche/?q=introuvable&q=qui").content == read("/recherche/?q=qui").content
    assert read("/recherche/?q=qui&q=introuvable").content != read("/recherche/?q=introuvable&q=qui").content


def test_thirty_random_parameters_fill_no_memory(read: Read, pages: Memory[page_cache.KeptPage]) -> None:
    read("/a-propos/")
    kept = pages.bytes
    for number in range(30):
        response = read(f"/a-propos/?hasard-{number}={number}")
        assert response.status_code == 200
        assert "ETag" not in response

    assert (len(pages), pages.bytes) == (1, kept)


def test_the_memory_never_holds_more_than_its_bytes(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    read("/recherche/")
    one = page_cache.pages.bytes
    memory: Memory[page_cache.KeptPage] = Memory(4 * one)
    monkeypatch.setattr(page_cache, "pages", memory)
    for number in range(30):
        read(f"/recherche/?q=mot{number}")
        assert memory.bytes <= 4 * one
    assert 0 < len(memory) <= 4


@pytest.mark.parametrize("view", views, ids=lambda view: view.__name__)
def test_an_answer_that_is_not_for_everybody_is_not_kept(
    read: Read, pages: Memory[page_cache.KeptPage], settings: Any, view: Callable[..., Any]
) -> None:
    settings.ROOT_URLCONF = __name__
    response = read(f"/{view.__name__}/")

    assert len(pages) == 0
    assert "ETag" not in response
    assert "public" not in response.get("Cache-Control", "")


@pytest.mark.parametrize("address", ["/compte/login/", "/healthz", "/readyz", "/nulle-part/", "/a-propos"])
def test_what_is_not_a_page_is_not_kept(read: Read, pages: Memory[page_cache.KeptPage], address: str) -> None:
    assert "ETag" not in read(address)
    assert len(pages) == 0


def test_the_probe_of_the_process_asks_nothing_of_the_database(read: Read, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert read("/healthz").status_code == 200


def test_a_form_is_never_answered_from_memory(read: Read, pages: Memory[page_cache.KeptPage]) -> None:
    read("/recherche/")
    assert Client().post("/recherche/", headers={"host": "localhost"}).status_code == 405
    assert len(pages) == 1


def test_a_visitor_never_gets_what_was_made_for_staff(read: Read, redaction: Client, pages: Any) -> None:
    staff = redaction.get("/a-propos/", headers={"host": "localhost"})

    assert staff["Cache-Control"] == PRIVATE
    assert "ETag" not in staff
    assert len(pages) == 0
    visitor = read("/a-propos/")
    assert visitor["Cache-Control"] == SHARED
    assert "wagtail-userbar" in staff.content.decode()
    assert "wagtail-userbar" not in visitor.content.decode()


def test_staff_never_get_what_was_kept_for_visitors(read: Read, redaction: Client) -> None:
    tag = read("/a-propos/")["ETag"]
    staff = redaction.get("/a-propos/", headers={"host": "localhost", "if-none-match": tag})

    assert staff.status_code == 200
    assert staff["Cache-Control"] == PRIVATE
    assert "wagtail-userbar" in staff.content.decode()


def test_a_preview_shows_the_draft_though_the_public_page_is_kept(
    read: Read, about: StandardPage, pages: Memory[page_cache.KeptPage], rf: Any
) -> None:
    public = read("/a-propos/")
    about.introduction = "Un brouillon."
    draft = about.save_revision().as_object()

    preview = draft.make_preview_request(rf.get("/admin/"), "")

    assert "Un brouillon." in preview.content.decode()
    assert "public" not in preview["Cache-Control"]
    assert read("/a-propos/").content == public.content
    assert len(pages) == 1


def test_two_hosts_have_their_own_pages(read: Read, about: StandardPage, home: HomePage, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "autre.exemple"]
    Site.objects.create(hostname="autre.exemple", root_page=about)
    here, there = read("/"), read("/", host="autre.exemple")

    assert home.headline in here.content.decode()
    assert "Qui nous sommes." in there.content.decode()
    assert here["ETag"] != there["ETag"]


def test_an_unknown_host_is_refused(read: Read) -> None:
    assert read("/a-propos/", host="ailleurs.exemple").status_code == 400


def test_another_day_is_another_page(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts age: a date to come is past, a banner ends."""
    today = read("/a-propos/")["ETag"]
    evening = datetime.datetime(2026, 7, 1, 21, 59, tzinfo=datetime.UTC)
    tags = []
    for minutes in (0, 2):  # 23 h 59 then 0 h 1 in Paris, the same day in UTC
        now = evening + datetime.timedelta(minutes=minutes)
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        tags.append(read("/a-propos/")["ETag"])

    assert len({today, *tags}) == 3


def test_nothing_is_kept_before_the_first_version(read: Read, pages: Memory[page_cache.KeptPage]) -> None:
    """An empty table of changes says nothing of what the database holds."""
    content_version.ContentChange.objects.all().delete()

    assert "ETag" not in read("/a-propos/")
    assert len(pages) == 0


def test_the_middleware_steps_aside_while_templates_are_being_written(settings: Any) -> None:
    settings.DEBUG = True
    with pytest.raises(page_cache.MiddlewareNotUsed):
        page_cache.PageCacheMiddleware(lambda request: HttpResponse())
