"""The axes of the manifesto that a charter speaks of: those of the principles that its clauses cover."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page, PageViewRestriction

from cms.core.public_tree import unrestricted
from library_pages.cross_reading.coverage import codes_of
from library_pages.models import CharterClause, CharterIndexPage
from search import contributions
from search.contributions import Documents, Facets
from search.models import StaleScope
from search.scopes import mark

PRINCIPLE, CHAPTER = "home.Principle", "home.ManifestoChapterPage"
AXIS = "axe"


def register_all() -> None:
    contributions.register(axes_of_charters)
    for sender in (apps.get_model(CHAPTER), Page):  # one that is withdrawn is saved as a bare page
        pre_save.connect(chapter_about_to_change, sender=sender, dispatch_uid=f"covered_{sender._meta.label_lower}")
    for signal in (post_save, post_delete):
        signal.connect(manifesto_changed, sender=apps.get_model(PRINCIPLE), dispatch_uid="covered_principle")
        signal.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="covered_restriction")


def axes_of_charters(documents: Documents) -> Facets:
    """An axis is named by the last part of its address."""
    keys = {key: key[0] for key, document in documents.items() if document.kind == "charte"}
    if not keys:
        return {}
    texts: dict[int, list[str]] = defaultdict(list)
    rows = CharterClause.objects.filter(page__in=keys.values()).exclude(principles="")
    for page, covered in rows.values_list("page", "principles"):
        texts[page].append(covered)
    axis_of = _axes() if texts else {}
    return {
        key: {AXIS: {axis_of[code] for code in codes_of(texts[page]) if code in axis_of}}
        for key, page in keys.items()
        if page in texts
    }


def chapter_about_to_change(instance: Page, **kwargs: Any) -> None:
    """Where a chapter is tells who may read it: one that moves is saved as a bare page, or by the page above alone."""
    before = Page.objects.filter(pk=instance.pk).exclude(url_path=instance.url_path, live=instance.live)
    if instance.pk and before.exists() and _chapters_below(instance):
        manifesto_changed()


def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    if _chapters_below(instance.page):
        manifesto_changed()


def manifesto_changed(**kwargs: Any) -> None:
    """The charters are found under other axes: one scope for them all, since a chapter saves each of its principles."""
    for path in CharterIndexPage.objects.values_list("path", flat=True):
        mark(StaleScope.Kind.TREE, path)


def _chapters_below(page: Page) -> bool:
    return bool(apps.get_model(CHAPTER)._default_manager.filter(path__startswith=page.path).exists())


def _axes() -> dict[str, str]:
    """Code of each public principle to its axis: as the chapters are now, whether or not search knows it yet."""
    chapters = unrestricted(apps.get_model(CHAPTER)._default_manager.all())
    rows = apps.get_model(PRINCIPLE)._default_manager.filter(page__in=chapters.values("pk"))
    return dict(rows.values_list("code", "page__slug"))
