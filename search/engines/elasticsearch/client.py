"""The two ways to a cluster: one that a visitor waits for, one that the worker waits for."""

import os
from functools import lru_cache
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch

BULK_TIMEOUT = 10.0


def configured() -> bool:
    return bool(settings.ELASTICSEARCH_URL)


def alias() -> str:
    """The name that searches and writes go to; its indices are called « <alias>-… »."""
    name: str = settings.ELASTICSEARCH_INDEX
    return name


def client() -> Elasticsearch:
    """For searches. Another node is tried when one refuses or breaks the connection, never after a wait.

    Raises ValueError when the address of a node has no scheme or no port.
    """
    return _connected(_address(), settings.ELASTICSEARCH_TIMEOUT, os.getpid())


def bulk_client() -> Elasticsearch:
    """For the worker, which has its own retries."""
    return _connected(_address(), BULK_TIMEOUT, os.getpid())


Address = tuple[str, str, str]
"""Nodes separated by commas, API key, file of the certificates they are signed by."""


def _address() -> Address:
    return settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_API_KEY, settings.ELASTICSEARCH_CA_FILE


@lru_cache(maxsize=8)
def _connected(address: Address, timeout: float, process: int) -> Elasticsearch:
    """Safe for threads. A forked process makes its own: two of them on one socket would read each other's answers."""
    nodes, api_key, ca_file = address
    options: dict[str, Any] = {"api_key": api_key} if api_key else {}
    if ca_file:
        options["ca_certs"] = ca_file
    return Elasticsearch(
        [node.strip() for node in nodes.split(",") if node.strip()],
        request_timeout=timeout,
        max_retries=1,
        retry_on_status=(),
        retry_on_timeout=False,
        sniff_on_start=False,
        sniff_before_requests=False,
        **options,
    )
