"""The engines that a test of the contract runs on: each question is asked at the door of the site."""

from dataclasses import dataclass
from typing import Any

import pytest

from cms.core.content_version import current_version
from search.catalogue import catalogue
from search.engines import SearchQuery, SearchResponse, engine
from search.indexing.push import push_pending
from search.models import SearchEntry
from search.text_query import parse
from tests.search.entries import titles

BASE, ELASTICSEARCH = "base", "elasticsearch"
RUNS = 20


@dataclass(frozen=True)
class Door:
    """Asks the site; fails when another engine than `name` answers, or when it is for want of a better one."""

    name: str

    def query(self, typed: str = "", **options: Any) -> SearchQuery:
        version = current_version()
        text = parse(typed, catalogue(version).synonyms) if typed else None
        return SearchQuery(version, text=text, **options)

    def search(self, query: SearchQuery) -> SearchResponse:
        self.catch_up()
        response = engine.search(query)
        assert (response.engine, response.degraded) == (self.name, False)
        return response

    def found(self, typed: str = "", **options: Any) -> list[str]:
        """Titles, in order."""
        return titles(self.search(self.query(typed, **{"per_page": 1000, **options})).entries)

    def catch_up(self) -> None:
        """Elasticsearch only answers once it holds every entry."""
        if self.name == ELASTICSEARCH:
            for _ in range(RUNS):
                if not SearchEntry.objects.filter(pushed=False).exists():
                    return
                push_pending()
            pytest.fail("the index does not catch up")


@pytest.fixture(params=[BASE, pytest.param(ELASTICSEARCH, marks=pytest.mark.elasticsearch)])
def door(request: pytest.FixtureRequest) -> Door:
    """Each test of the contract, once for each engine."""
    if request.param == ELASTICSEARCH:
        request.getfixturevalue("elasticsearch_index")
    return Door(request.param)
