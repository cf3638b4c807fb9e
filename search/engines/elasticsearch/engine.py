"""The engine itself: it asks, and says when no answer can be had."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, TypeVar

from elasticsearch import ApiError, BadRequestError, SerializationError, TransportError

from search.engines.base import SearchQuery, SearchResponse
from search.engines.elasticsearch import answer
from search.engines.elasticsearch.client import alias, client
from search.engines.elasticsearch.request import request, total_request
from search.engines.elasticsearch.suggesting import completion_request, corrected, correction_request
from search.engines.spelling import correctable
from search.models import SearchEntry

T = TypeVar("T")

PROBE_TIMEOUT = 0.2
"""Seconds that a visitor waits to see whether a cluster that was away is back."""


class UnavailableError(Exception):
    """No answer, or none that can be read. `refused`: this question is the reason, the cluster is well."""

    def __init__(self, reason: str, *, refused: bool = False) -> None:
        super().__init__(reason)
        self.refused = refused


class ElasticsearchEngine:
    """Remembers nothing; raises UnavailableError and nothing else."""

    def search(self, query: SearchQuery) -> SearchResponse:
        body = request(query)
        return asked(lambda: answer.response(query, _search(body)))

    def totals(self, queries: Sequence[SearchQuery]) -> list[int]:
        """All of them in one request."""
        lines = [line for query in queries for line in ({}, total_request(query))]
        return asked(lambda: _totals(lines)) if queries else []

    def complete(self, words: Sequence[str], within: SearchQuery, limit: int) -> list[SearchEntry]:
        body = completion_request(words, within, limit)
        return asked(lambda: answer.entries(_search(body))) if words else []

    def correct(self, text: str, version: str) -> str:
        if not correctable(text):
            return ""
        body = correction_request(text)
        return asked(lambda: corrected(text, _search(body)))

    def probe(self) -> None:
        """The least that a search needs: a shard of the index that answers."""
        asked(lambda: client().options(request_timeout=PROBE_TIMEOUT, max_retries=0).count(index=alias()))


def asked(question: Callable[[], T]) -> T:
    """What `question` gives; whatever goes wrong between it and the cluster is an UnavailableError.

    Its reason names what failed and never holds the words of a visitor.
    """
    try:
        return question()
    except BadRequestError as error:
        raise UnavailableError(f"refused: {error.error}", refused=True) from error
    except ApiError as error:
        raise UnavailableError(f"status {error.status_code}") from error
    except SerializationError as error:
        raise UnavailableError("answer that is not JSON") from error
    except TransportError as error:
        raise UnavailableError(type(error).__name__) from error
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise UnavailableError(f"answer that cannot be read: {type(error).__name__}") from error


def _search(body: dict[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = client().search(index=alias(), body=body, allow_partial_search_results=False).body
    return found


def _totals(lines: Sequence[Mapping[str, Any]]) -> list[int]:
    answers = client().msearch(index=alias(), searches=lines)["responses"]
    for one in answers:
        if one.get("status") == HTTPStatus.BAD_REQUEST:
            raise UnavailableError("refused: one of several totals", refused=True)
        answer.check(one)
    return [answer.total(one) for one in answers]
