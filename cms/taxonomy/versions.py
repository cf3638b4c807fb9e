"""A term replaced inside a stored version of a page, whose content is JSON (its forms: `usage.version_filter`)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import ForeignKey
from wagtail.models import Page, Revision

from cms.taxonomy.usage import parental_key

Content = dict[str, Any]


def replace(version: Revision, fields: Iterable[Any], old: int, new: int) -> None:
    """Make the content of this version hold `new` wherever it held `old`; the caller saves it."""
    page_class: Any = version.content_type.model_class()
    for field in fields:
        if issubclass(field.model, Page):
            if issubclass(page_class, field.model):
                _in_field(version.content, field, old, new)
        elif (parent := parental_key(field.model)) and issubclass(page_class, parent.related_model):
            _in_rows(version.content, parent, field.name, old, new)
    for listed, main in getattr(page_class, "secondary_terms", {}).items():
        version.content[listed] = [pk for pk in version.content.get(listed, []) if pk != version.content.get(main)]


def _in_field(content: Content, field: Any, old: int, new: int) -> None:
    held = content.get(field.name)
    if isinstance(field, ForeignKey):
        content[field.name] = new if held == old else held
    else:
        content[field.name] = list(dict.fromkeys(new if pk == old else pk for pk in held or []))


def _in_rows(content: Content, parent: Any, name: str, old: int, new: int) -> None:
    """Rows of the page; where one page holds a term once, the row that already holds `new` stays."""
    relation = parent.remote_field.related_name
    rows = content.get(relation) or []
    once = {name, parent.name}
    if any(set(rule.fields) == once for rule in parent.model._meta.total_unique_constraints) and any(
        row.get(name) == new for row in rows
    ):
        content[relation] = [row for row in rows if row.get(name) != old]
    else:
        content[relation] = [row | {name: new} if row.get(name) == old else row for row in rows]
