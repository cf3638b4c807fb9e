"""Which version of the public content a process is looking at.

Every change that the public may see leaves a `ContentChange` in its own transaction; the version is the number of these
rows and the sum of their random marks. So it moves exactly when the change becomes visible, a rollback leaves it as it
was, every process reads the same one, and two writers never wait for each other, as they would for a counter.
"""

from collections.abc import Collection
from typing import Any

from django.db import connection, models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.http import HttpRequest
from wagtail.models import COMMENTS_RELATION_NAME, Page, Site

from cms.core.models import ContentChange
from cms.core.per_version import PerVersion

KEPT = 500
"""Changes kept. Adding them up takes a tenth of a millisecond; removing the oldest only makes one more version."""

UNSEEN = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)
"""Fields of a page that a draft changes: the editor saves one every few seconds and nobody else sees it."""

VERSION = "SELECT COUNT(*), SUM(mark) FROM core_contentchange"
"""Written once: asked of every request, it costs less than half of what the ORM takes to write it."""

_registered: set[type[models.Model]] = set()

_roots = PerVersion(lambda _: Site.clear_site_root_paths_cache())
"""Where sites begin: Wagtail only forgets it in the process where one is saved."""


def current_version() -> str:
    """A text that differs after any public change; empty while there was none. One query."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        number, marks = cursor.fetchone()
    return f"{number}-{marks}" if number else ""


def version_for(request: HttpRequest) -> str:
    """The current version, read once a request: everything on a page comes from the same one."""
    holder: Any = request
    if not hasattr(holder, "content_version"):
        holder.content_version = current_version()
        _roots.get(holder.content_version)
    version: str = holder.content_version
    return version


def renew(**kwargs: Any) -> None:
    """Make a new version, visible with the current transaction. Also a receiver of signals.

    To be called by hand after a change in bulk, which sends no signal.
    """
    change = ContentChange.objects.create()
    if change.pk % KEPT == 0:
        oldest = ContentChange.objects.filter(pk__lte=change.pk - KEPT)
        transaction.on_commit(oldest.delete, robust=True)


def register(*shown: type[models.Model]) -> None:
    """Watch models whose rows are shown in public. Every page class is watched without being named."""
    for model in shown:
        _registered.add(model)
        post_save.connect(page_saved if issubclass(model, Page) else renew, sender=model)
        post_delete.connect(renew, sender=model)
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(renew, sender=field.remote_field.through)


def registered() -> frozenset[type[models.Model]]:
    return frozenset(_registered)


def page_saved(instance: Page, created: bool, update_fields: Collection[str] | None, **kwargs: Any) -> None:
    """A draft, new or saved again, changes nothing for the public."""
    if created and not instance.live:
        return
    if update_fields is None or not UNSEEN.issuperset(update_fields):
        renew()
