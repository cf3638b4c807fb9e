"""What a change makes stale.

A change leaves a `StaleScope` in its own transaction; the refresh follows its commit, because the keywords, themes and
rows of a page are saved after its `post_save`. No Wagtail signal is used: most are sent outside the transaction.
"""

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page, PageViewRestriction, Site

from cms.taxonomy.models import VOCABULARIES, Tag, TaggedPage
from cms.territories.models import Department, LocalAuthority, Region
from search.models import StaleScope
from search.projection import refresh, sources

SHOWN_BY_MANY: tuple[type[models.Model], ...] = (*VOCABULARIES, Tag, Region, Department, LocalAuthority)
"""Models whose labels are copied into the entries of any page."""


def mark(kind: StaleScope.Kind, key: str = "") -> None:
    """Make the entries of this scope recomputed once the current transaction commits.

    A failed refresh is logged by Django and never reaches the editor: the scope stays for the next one.
    """
    StaleScope.objects.create(kind=kind, key=key)
    transaction.on_commit(refresh, robust=True)


def mark_object(instance: models.Model) -> None:
    model = instance.specific_class if isinstance(instance, Page) else type(instance)
    if model and model._meta.label_lower in sources():
        mark(StaleScope.Kind.OBJECT, f"{model._meta.label_lower}:{instance.pk}")


def object_changed(instance: models.Model, **kwargs: Any) -> None:
    mark_object(instance)


def page_about_to_change(instance: Page, **kwargs: Any) -> None:
    """A new slug or a move changes the address of the whole subtree, and perhaps who may read it.

    Wagtail writes descendants with SQL, without a signal, in the same transaction as this save.
    """
    if instance.pk and Page.objects.filter(pk=instance.pk).exclude(url_path=instance.url_path).exists():
        mark(StaleScope.Kind.TREE, instance.path)


def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    for path in Page.objects.filter(pk=instance.page_id).values_list("path", flat=True):
        mark(StaleScope.Kind.TREE, path)


def tagging_changed(instance: TaggedPage, **kwargs: Any) -> None:
    for page in Page.objects.filter(pk=instance.content_object_id):
        mark_object(page)


def everything_changed(created: bool = False, **kwargs: Any) -> None:
    """A term, a keyword, an authority: no entry can show one that has just been created."""
    if not created:
        mark(StaleScope.Kind.ALL)


def site_changed(**kwargs: Any) -> None:
    mark(StaleScope.Kind.ALL)


def connect() -> None:
    """Watch every model whose change can alter an entry."""
    for model in apps.get_models():
        if issubclass(model, Page):
            pre_save.connect(page_about_to_change, sender=model)
            post_save.connect(object_changed, sender=model)
    post_delete.connect(object_changed, sender=Page)  # sent for every page class
    watched: list[tuple[Any, type[models.Model]]] = [
        (restriction_changed, PageViewRestriction),
        (tagging_changed, TaggedPage),
        (site_changed, Site),
        *((everything_changed, model) for model in SHOWN_BY_MANY),
        *((object_changed, model) for model in sources().values() if not issubclass(model, Page)),
    ]
    for receiver, sender in watched:
        post_save.connect(receiver, sender=sender)
        post_delete.connect(receiver, sender=sender)
