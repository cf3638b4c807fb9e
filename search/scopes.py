"""What a change makes stale.

A change leaves a `StaleScope` in its own transaction; the refresh follows its commit, because the keywords, themes and
rows of a page are saved after its `post_save`. No Wagtail signal is used: most are sent outside the transaction.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from modelcluster.fields import ParentalKey
from wagtail.models import Page, PageViewRestriction, Site

from cms.taxonomy.models import TaggedPage
from cms.territories.signals import register_changed
from search.models import StaleScope
from search.projection import (
    naming_summaries,
    pointing_models,
    refresh,
    shown_keys,
    shown_models,
    sources,
    summary_links,
)


def mark(kind: StaleScope.Kind, key: str = "") -> None:
    """Make the entries of this scope recomputed once the current transaction commits.

    A failed refresh is logged by Django and never reaches the editor: the scope stays for the next one.
    """
    StaleScope.objects.create(kind=kind, key=key)
    transaction.on_commit(refresh, robust=True)


def mark_object(instance: models.Model) -> None:
    model = (isinstance(instance, Page) and instance.specific_class) or type(instance)
    mark(StaleScope.Kind.OBJECT, f"{model._meta.label_lower}:{instance.pk}")


def source_changed(instance: models.Model, **kwargs: Any) -> None:
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


def shown_row_saved(instance: models.Model, created: bool, **kwargs: Any) -> None:
    """A term, a keyword, an authority: no entry can show one just created, and one in use is never deleted."""
    if not created:
        mark_object(instance)


def pointing_row_saved(instance: models.Model, **kwargs: Any) -> None:
    """A point of the history of something: an entry shows it as soon as it is there."""
    mark_object(instance)


def summary_link_about_to_change(instance: models.Model, **kwargs: Any) -> None:
    """The summary that such a row leaves: afterwards nothing leads to it from the object that is saved."""
    link, row = summary_links()[type(instance)], type(instance)._base_manager.filter(pk=instance.pk)
    for left in row.exclude(**{link: None}).select_related(link):
        mark_object(getattr(left, link))


def register_imported(sender: type[models.Model], ids: set[int], **kwargs: Any) -> None:
    """An import wrote these authorities at once, without a signal for each: only those that an entry shows matter."""
    label = sender._meta.label_lower
    scopes = [StaleScope(kind=StaleScope.Kind.OBJECT, key=f"{label}:{pk}") for pk in sorted(ids & shown_keys(label))]
    StaleScope.objects.bulk_create(scopes)
    transaction.on_commit(refresh, robust=True)


def summed_up_about_to_go(instance: models.Model, **kwargs: Any) -> None:
    """The summaries that name it: once it is deleted, they name nothing any more."""
    for summary, link in naming_summaries()[type(instance)]:
        for left in summary._default_manager.filter(**{link: instance.pk}):
            mark_object(left)


def site_changed(**kwargs: Any) -> None:
    mark(StaleScope.Kind.ALL)


def connect() -> None:
    """Watch every model whose change can alter an entry."""
    for page_class in (model for model in apps.get_models() if issubclass(model, Page)):
        pre_save.connect(page_about_to_change, sender=page_class)
    for source in sources().values():
        for signal in (post_save, post_delete):
            signal.connect(source_changed, sender=source)
    post_save.connect(source_changed, sender=Page)  # moved and unpublished pages are saved as bare pages
    pointing = set(map(apps.get_model, pointing_models()))
    for shown in set(map(apps.get_model, shown_models())) - set(sources().values()):
        if not _saved_with_its_page(shown):
            post_save.connect(pointing_row_saved if shown in pointing else shown_row_saved, sender=shown)
    for link in summary_links():
        for about_to in (pre_save, pre_delete):
            about_to.connect(summary_link_about_to_change, sender=link)
    for summed_up in naming_summaries():
        pre_delete.connect(summed_up_about_to_go, sender=summed_up)
    register_changed.connect(register_imported)
    others: list[tuple[Callable[..., None], type[models.Model]]] = [
        (restriction_changed, PageViewRestriction),
        (tagging_changed, TaggedPage),
        (site_changed, Site),
    ]
    for receiver, sender in others:
        for signal in (post_save, post_delete):
            signal.connect(receiver, sender=sender)


def _saved_with_its_page(model: type[models.Model]) -> bool:
    return any(isinstance(field, ParentalKey) for field in model._meta.fields)
