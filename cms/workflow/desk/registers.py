"""What rédaction changed without review (registers, vocabularies, images, documents) and that live pages show."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import ModelLogEntry, Page, ReferenceIndex

from cms.taxonomy.usage import content_fields, link, parental_key

DAYS = 14
READ = 100
"""Latest lines of the journal that are looked at."""
SHOWN = 10
NAMED = 5
"""Pages named for each change; beyond, their number says enough."""
HAPPENED = {"wagtail.create": "création", "wagtail.edit": "modification"}

Key = tuple[Any, str]
"""Content type and key of what changed."""


@dataclass(frozen=True)
class RegisterChange:
    """The last change of one object, and the live pages that show it."""

    kind: str
    label: str
    happened: str
    who: Any
    at: datetime.datetime
    pages: list[Page]

    @property
    def named(self) -> list[Page]:
        return self.pages[:NAMED]

    @property
    def others(self) -> int:
        return len(self.pages) - len(self.named)


def register_changes(request: HttpRequest) -> Mapping[str, Any] | None:
    """For the desk. Queries grow with the number of models that changed, not with that of objects or pages."""
    changed = list(_last_changes())[:SHOWN]
    return {"changes": changed, "days": DAYS} if changed else None


def _last_changes() -> Iterable[RegisterChange]:
    since = timezone.now() - datetime.timedelta(days=DAYS)
    entries: dict[Key, ModelLogEntry] = {}
    journal = ModelLogEntry.objects.filter(timestamp__gte=since, deleted=False).select_related("user", "content_type")
    for entry in journal.order_by("-timestamp", "-pk")[:READ]:
        entries.setdefault((entry.content_type_id, entry.object_id), entry)
    users = _live_pages_of(entries)
    return (_change(entry, users[key]) for key, entry in entries.items() if users[key])


def _change(entry: Any, pages: list[Page]) -> RegisterChange:
    model: Any = entry.content_type.model_class()
    return RegisterChange(
        kind=str(capfirst(model._meta.verbose_name)),
        label=entry.label,
        happened=HAPPENED.get(entry.action) or str(entry.message),
        who=entry.user,
        at=timezone.localtime(entry.timestamp),
        pages=pages,
    )


def _live_pages_of(keys: Iterable[Key]) -> dict[Key, list[Page]]:
    """Wagtail's index of references, and the many-to-many fields that it leaves out."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for content_type, key in keys:
        wanted[content_type].add(key)
    holders: dict[Key, set[int]] = defaultdict(set)
    for content_type, pks in wanted.items():
        for pk, holder in _through_many_to_many(content_type, pks):
            holders[content_type, pk].add(holder)
    for content_type, pk, holder in _through_references(wanted):
        holders[content_type, pk].add(holder)
    live = Page.objects.live().in_bulk({page for pages in holders.values() for page in pages})
    found = {
        key: sorted((live[page] for page in pages if page in live), key=lambda page: page.title)
        for key, pages in holders.items()
    }
    return defaultdict(list, found)


def _through_references(wanted: Mapping[int, set[str]]) -> Iterator[tuple[int, str, int]]:
    if not wanted:
        return
    condition = Q()
    for content_type, pks in wanted.items():
        condition |= Q(to_content_type=content_type, to_object_id__in=pks)
    of_pages = ReferenceIndex.objects.filter(condition, base_content_type=ContentType.objects.get_for_model(Page))
    for content_type, pk, page in of_pages.values_list("to_content_type", "to_object_id", "object_id").distinct():
        yield content_type, pk, int(page)


def _through_many_to_many(content_type: int, pks: set[str]) -> Iterator[tuple[str, int]]:
    model = ContentType.objects.get_for_id(content_type).model_class()
    for field in content_fields(model) if model else []:
        if field.many_to_many and not parental_key(field.model) and issubclass(field.model, Page):
            held = link(field)
            rows = held.table._base_manager.filter(**{f"{held.held}__in": pks}).values_list(held.held, held.owner)
            yield from ((str(pk), page) for pk, page in rows)
