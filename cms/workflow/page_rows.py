"""A live page read with all its rows: two queries, where one a relation would make fifteen for a fiche.

The rows are put where a revision puts its own, so that a template reads a live page and a draft in the same way.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.models import Orderable, Page

from cms.core.partial_dates import PartialDateField
from cms.members.restricted import is_restricted

P = TypeVar("P", bound=Page)

ALWAYS_NESTED = {"tagged_items": ("tag",)}
"""Relation to the foreign keys whose rows are read with it; a page class adds its own in `nested_rows`."""

KEY = -1
"""Stands for the key of a page in a statement written once for its class."""


def read(model: type[P], pk: int, joined: Sequence[str]) -> P:
    """The page with this key, its rows and the `joined` foreign keys loaded. Raises DoesNotExist."""
    page = model._default_manager.select_related(*joined).get(pk=pk)
    load_rows(model, [page])
    return page


def load_rows(model: type[P], pages: Sequence[P]) -> None:
    """Load the rows of these pages, in one statement whatever their number."""
    relations = dict(_relations(model))
    rows: list[dict[str, list[models.Model]]] = [{name: [] for name in relations} for _ in pages]
    ranked: list[tuple[int, int, int, str, models.Model]] = []
    for place, name, rank, data in _found_rows(model, [page.pk for page in pages]):
        columns = json.loads(data) if isinstance(data, str) else data
        row = _instance(relations[name], _nested(model).get(name, ()), columns)
        ranked.append((place, rank or 0, row.pk, name, row))
    for place, _, _, name, row in sorted(ranked, key=lambda item: item[:3]):
        rows[place][name].append(row)
    for page, own in zip(pages, rows, strict=True):
        holder: Any = page
        holder._cluster_related_objects = own


def _found_rows(model: type[Page], pks: Sequence[int]) -> list[tuple[int, str, int | None, Any]]:
    """(place of the page in `pks`, relation, rank, columns as JSON) of each row of these pages."""
    if not pks:
        return []
    sql, parameters = _statement(model)
    whole = " UNION ALL ".join(
        f"SELECT {place}, found.* FROM ({sql}) AS found"  # noqa: S608 - a number and Django's own statement
        for place in range(len(pks))
    )
    with connection.cursor() as cursor:
        cursor.execute(whole, [pk if value == KEY else value for pk in pks for value in parameters])
        return cursor.fetchall()


def _relations(model: type[Page]) -> Iterator[tuple[str, Any]]:
    """Name and model of the inline rows, keywords and many-to-many terms of a page; its annexes are not read here."""
    for relation in get_all_child_relations(model):
        if is_restricted(relation.related_model):
            continue
        name = relation.get_accessor_name()
        if name == "tagged_items" or relation.field.model._meta.app_label == model._meta.app_label:
            yield name, relation.related_model
    for field in model._meta.many_to_many:
        if isinstance(field, ParentalManyToManyField):
            yield field.name, field.related_model


@cache
def _statement(model: type[Page]) -> tuple[str, tuple[Any, ...]]:
    """The union of all rows and its parameters. Django takes longer to write it than a database to run it."""
    first, *others = [_rows(model, name, related) for name, related in _relations(model)]
    statement: tuple[str, tuple[Any, ...]] = first.union(*others, all=True).query.sql_with_params()
    return statement


def _nested(model: Any) -> Mapping[str, Sequence[str]]:
    return {**ALWAYS_NESTED, **getattr(model, "nested_rows", {})}


def _rows(model: type[Page], name: str, related: Any) -> QuerySet[Any, Any]:
    """(relation, rank, columns as JSON) of each row of the page `KEY`."""
    columns: dict[str, Any] = {field.attname: F(field.attname) for field in related._meta.concrete_fields}
    for key in _nested(model).get(name, ()):
        fields = related._meta.get_field(key).related_model._meta.concrete_fields
        columns[key] = JSONObject(**{field.attname: f"{key}__{field.attname}" for field in fields})
    field: Any = model._meta.get_field(name)
    if field.many_to_many:
        target = field.m2m_reverse_field_name()
        links = field.remote_field.through._default_manager.filter(**{field.m2m_field_name(): KEY})
        chosen, rank = related._default_manager.filter(pk__in=links.values(target)), "order"
    else:
        chosen = related._default_manager.filter(**{field.field.name: KEY})
        rank = "sort_order" if issubclass(related, Orderable) else "pk"
    return chosen.order_by().values_list(Value(name), rank, JSONObject(**columns))


@cache
def _readers(related: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Column to what reads its text: JSON knows neither dates nor decimal numbers."""
    texts = (models.DateField, models.DecimalField, PartialDateField)
    typed = (field for field in related._meta.concrete_fields if isinstance(field, texts))
    return tuple((field.attname, field.to_python) for field in typed)


def _instance(related: Any, keys: Sequence[str], values: dict[str, Any]) -> Any:
    nested = {key: values.pop(key) for key in keys}
    row = _made(related, values)
    for key, columns in nested.items():
        if columns["id"]:
            setattr(row, key, _made(related._meta.get_field(key).related_model, columns))
    return row


def _made(model: Any, columns: dict[str, Any]) -> Any:
    return model(**columns | {name: read(columns[name]) for name, read in _readers(model)})
