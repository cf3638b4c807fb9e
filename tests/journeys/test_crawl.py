"""The demonstration, followed link by link from its home page as a crawler does."""

import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.browser  # of the same running site
LIMIT = 1_500
"""Addresses followed: a crawl that finds more is lost in combinations of filters."""
FILES = ("/static/", "/media/")
ANCHOR = re.compile(r"<a\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
TITLE = re.compile(r"<title>\s*(.*?)\s*</title>", re.DOTALL)
LOCATION = re.compile(r"<loc>(.*?)</loc>")


def followed(address: str, page: str) -> Iterator[str]:
    """Links of a page to this site; a list with two values or more is left out, as its `noindex` asks."""
    for attributes in ANCHOR.findall(page):
        found = dict(ATTRIBUTE.findall(attributes))
        target = urldefrag(urljoin(address, unescape(found.get("href", "")))).url
        parts = urlsplit(target)
        is_here = parts.netloc == urlsplit(address).netloc and not parts.path.startswith(FILES)
        if is_here and target.count("=") <= 1 and "nofollow" not in found.get("rel", ""):
            yield target


def read(address: str) -> tuple[int, str]:
    """Status after redirections, and the text of a page."""
    try:
        with urlopen(address, timeout=30) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            return answer.status, answer.read().decode() if is_page else ""
    except HTTPError as error:
        return error.code, ""


@pytest.fixture(scope="module")
def crawl(site: str) -> dict[str, tuple[int, str]]:
    """Address to (status, page) of all that can be reached: pages, and lists with one filter."""
    pages: dict[str, tuple[int, str]] = {}
    waiting = deque([f"{site}/"])
    while waiting and len(pages) < LIMIT:
        address = waiting.popleft()
        if address not in pages:
            pages[address] = read(address)
            waiting.extend(followed(address, pages[address][1]))
    assert len(pages) < LIMIT
    return pages


def test_every_internal_link_answers(crawl: dict[str, tuple[int, str]]) -> None:
    assert {address: status for address, (status, _) in crawl.items() if status != 200} == {}


def test_no_two_pages_share_a_title(crawl: dict[str, tuple[int, str]]) -> None:
    """Among those that search engines keep."""
    titles: dict[str, list[str]] = {}
    for address, (_, page) in crawl.items():
        if f'<link rel="canonical" href="{address}"' in page and 'content="noindex"' not in page:
            titles.setdefault(TITLE.search(page)[1], []).append(address)
    assert len(titles) > 50
    assert {title: found for title, found in titles.items() if len(found) > 1} == {}


def test_the_links_lead_to_every_page_of_the_sitemap(crawl: dict[str, tuple[int, str]], site: str) -> None:
    with urlopen(f"{site}/sitemap.xml", timeout=30) as answer:
        listed = set(LOCATION.findall(answer.read().decode()))
    assert len(listed) > 50
    assert listed - crawl.keys() == set()
