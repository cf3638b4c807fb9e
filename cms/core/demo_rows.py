"""How the data of the demonstration names terms, authorities and sources."""

from collections.abc import Iterable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.db import models

from cms.core.models.rows import SourceRow
from cms.taxonomy.demo import source_title

S = TypeVar("S", bound=SourceRow)


def by_slug(model: type[models.Model], slugs: list[str]) -> list[Any]:
    """The objects of these slugs, in their order. Raises KeyError on an unknown one."""
    found = {obj.slug: obj for obj in model._default_manager.filter(slug__in=slugs)}  # type: ignore[attr-defined]
    return [found[slug] for slug in slugs]


def source_rows(row: type[S], names: Iterable[str | None]) -> list[S]:
    """Each source once: a public address by its host, a reference document by its title."""
    addresses = {name: urlsplit(name).hostname for name in filter(None, names)}
    return [
        row(title=(host or source_title(name)).removeprefix("www."), url=name if host else "")
        for name, host in addresses.items()
    ]
