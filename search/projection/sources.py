"""Which rows of the database are public, and which of them a scope names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, Site

from search.models import SearchEntry, StaleScope

OBJECTS_AT_ONCE = 500
"""Bound of one statement and of the objects held in memory."""

Objects = dict[str, set[int]]
"""Model label to primary keys."""


def sources() -> dict[str, type[Any]]:
    """Every `Searchable` model, page class or register, by label."""
    return {model._meta.label_lower: model for model in apps.get_models() if hasattr(model, "search_documents")}


def shown_models() -> dict[str, set[tuple[str, str]]]:
    """Label of every model whose rows searchable objects show, to the (label, lookup) that lead from them to it."""
    shown: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for label, lookup, field in _steps():
        shown[field.related_model._meta.label_lower].add((label, lookup))
    return shown


def pointing_models() -> set[str]:
    """Label of those whose rows name what shows them: a new row changes an entry as much as an old one."""
    return {field.related_model._meta.label_lower for _, _, field in _steps() if field.one_to_many}


def _steps() -> Iterator[tuple[str, str, Any]]:
    """Label of a source, lookup of each step of its relations, and the field that makes the step."""
    for label, source in sources().items():
        for relation in source.search_relations:
            model, names = source, relation.split("__")
            for depth, name in enumerate(names, start=1):
                field: Any = model._meta.get_field(name)
                yield label, "__".join(names[:depth]), field
                model = field.related_model


def summaries() -> dict[str, Mapping[str, str]]:
    """Label of every source whose entries are made from those of others, to its `search_summary_of`."""
    named = {label: getattr(source, "search_summary_of", {}) for label, source in sources().items()}
    return {label: summed_up for label, summed_up in named.items() if summed_up}


def summary_links() -> dict[type[Any], str]:
    """Model of every row that links an object to its summary, to the foreign key that names the summary."""
    known = sources()
    firsts = [(known[label], lookup.split("__")[0]) for label, of in summaries().items() for lookup in of.values()]
    relations = (source._meta.get_field(first) for source, first in firsts)
    links = (relation.field for relation in relations if relation.one_to_many)  # a summary that names them links itself
    return {link.model: link.name for link in links}


def naming_summaries() -> dict[type[Any], list[tuple[type[Any], str]]]:
    """Model of what is summed up, to the summaries that name it themselves and to their foreign key."""
    known = sources()
    naming: dict[type[Any], list[tuple[type[Any], str]]] = defaultdict(list)
    for label, lookups in summaries().items():
        for summed_up, lookup in lookups.items():
            if summed_up in known and known[label]._meta.get_field(lookup.split("__")[0]).many_to_one:
                naming[known[summed_up]].append((known[label], lookup))
    return naming


def shown_keys(label: str) -> set[int]:
    """Keys of the rows of this model that searchable objects show, drafts included."""
    known = sources()
    return {
        key
        for user, lookup in shown_models().get(label, ())
        for key in known[user]._default_manager.values_list(lookup, flat=True).distinct()
    }


def public_rows(model: type[Any], ids: Iterable[int]) -> QuerySet[Any]:
    """Those of these rows that anybody may read. A page is public when live, unrestricted and under a site's root."""
    rows = model._default_manager.filter(pk__in=ids).prefetch_related(*model.search_relations)
    if not issubclass(model, Page):
        return rows
    served = Q(pk__in=[])
    for root in Site.objects.values_list("root_page__path", flat=True):
        served |= Q(path__startswith=root)
    return rows.exact_type(model).live().public().filter(served)


def stale_objects(scopes: Iterable[tuple[str, str]]) -> Objects:
    """The objects to recompute for these (kind, key) scopes: rows that exist now and entries of rows that are gone."""
    named: Objects = defaultdict(set)
    stale: Objects = defaultdict(set)
    for kind, key in scopes:
        if kind == StaleScope.Kind.ALL:
            return _everything()
        if kind == StaleScope.Kind.TREE:
            _add_pages(stale, Page.objects.filter(path__startswith=key))
        else:
            label, pk = key.rsplit(":", 1)
            named[label].add(int(pk))
    _add_named(stale, named)
    _add_entries(stale, _misplaced())
    _add_below(stale)
    _add_summaries(stale)
    _add_linked(stale)
    return stale


def _add_below(stale: Objects) -> None:
    """The pages below those of which they show something."""
    for label in [label for label in stale if getattr(sources().get(label), "search_shown_below", False)]:
        for path in Page.objects.filter(pk__in=stale[label]).values_list("path", flat=True):
            _add_pages(stale, Page.objects.filter(path__startswith=path))


def _add_summaries(stale: Objects) -> None:
    """The summaries of these objects, after them: they are made from entries that must be up to date by then."""
    for label, lookups in summaries().items():
        ids = stale.pop(label, set())
        for summed_up, lookup in lookups.items():
            changed = sorted(stale[summed_up])
            for start in range(0, len(changed), OBJECTS_AT_ONCE):
                some = {f"{lookup}__in": changed[start : start + OBJECTS_AT_ONCE]}
                ids.update(sources()[label]._default_manager.filter(**some).values_list("pk", flat=True))
        stale[label] = ids


def _add_linked(stale: Objects) -> None:
    """The pages that these ones link to and give facets to, those of before included; then their summaries anew."""
    linked: set[int] = set()
    for label, source in sources().items():
        foreign_key = getattr(source, "search_contributes_to", "")
        if not (foreign_key and stale.get(label)):
            continue
        rows = source._default_manager.filter(pk__in=stale[label])
        linked.update(rows.filter(**{f"{foreign_key}__isnull": False}).values_list(foreign_key, flat=True))
        entries = SearchEntry.objects.filter(source=label, object_id__in=stale[label])
        linked.update(card["target"] for card in entries.values_list("card", flat=True) if "target" in card)
    if linked:
        _add_pages(stale, Page.objects.filter(pk__in=linked))
        _add_summaries(stale)


def _add_named(stale: Objects, named: Objects) -> None:
    """These objects, and those that show them."""
    known, shown = sources(), shown_models()
    for label, ids in named.items():
        if label in known:
            stale[label] |= ids
        for user, lookup in shown.get(label, ()):
            stale[user].update(
                known[user]._default_manager.filter(**{f"{lookup}__in": ids}).values_list("pk", flat=True)
            )


def _everything() -> Objects:
    stale: Objects = defaultdict(set)
    for label, model in sorted(sources().items(), key=lambda source: source[0] in summaries()):
        stale[label].update(model._default_manager.values_list("pk", flat=True))
    _add_entries(stale, SearchEntry.objects.public())
    return stale


def _misplaced() -> QuerySet[SearchEntry]:
    """Entries whose page is no longer where they say: reordering siblings moves their paths without a signal."""
    in_place = Page.objects.filter(pk=OuterRef("object_id"), path=OuterRef("path"))
    return SearchEntry.objects.public().exclude(path="").exclude(Exists(in_place))


def _add_pages(stale: Objects, pages: QuerySet[Page]) -> None:
    for content_type_id, pk in pages.values_list("content_type_id", "pk"):
        content_type = ContentType.objects.get_for_id(content_type_id)
        stale[f"{content_type.app_label}.{content_type.model}"].add(pk)


def _add_entries(stale: Objects, entries: QuerySet[SearchEntry]) -> None:
    for label, pk in entries.values_list("source", "object_id"):
        stale[label].add(pk)
