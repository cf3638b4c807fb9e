"""Checks of where a version leads on this site. Nothing is asked of the network: what other sites answer is theirs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, Site

from cms.workflow.checks import Finding, field_anchor, rows_anchor
from cms.workflow.public_words import passages

ADDRESS = re.compile(r"""href=\\?["']([^"'\\]+)|^(https?://\S+)$""", re.MULTILINE)
Places = dict[int, str]
"""Key of what the version points at, to the anchor of the first place that does."""


def dead_references(page: Any) -> Iterator[Finding]:
    """Pages that are not online, documents and images that are no more, chosen anywhere in the version."""
    targets = _targets(page)
    yield from _pages_offline(targets[Page], page.pk)
    for model, what in ((get_document_model(), "Un document"), (get_image_model(), "Une image")):
        places = targets[model]
        kept = set(model._default_manager.filter(pk__in=places).values_list("pk", flat=True))
        for key in places.keys() - kept:
            yield Finding(f"{what} de cette version n’existe plus.", places[key])


def dead_addresses(page: Any) -> Iterator[Finding]:
    """Addresses of this site, typed rather than chosen, that answer nothing."""
    site = page.get_site()
    if site is None:
        return
    seen = set()
    for passage in passages(page):
        for found in ADDRESS.finditer(f"{passage.source}\n{passage.text}"):
            path = _own_path(found[1] or found[2], site)
            if path and path not in seen and not _answers(path, site):
                yield Finding(f"Le lien vers {path} ne mène nulle part.", passage.anchor)
            seen.add(path)


def _targets(page: Any) -> dict[Any, Places]:
    """What Wagtail's index of references would hold of this version."""
    found: dict[Any, Places] = defaultdict(dict)
    models = {
        ContentType.objects.get_for_model(model).pk: model for model in (Page, get_document_model(), get_image_model())
    }
    for content_type, key, _, path in ReferenceIndex._extract_references_from_object(page):
        if content_type in models:
            found[models[content_type]].setdefault(int(key), _anchor(page, path.split(".")))
    return found


def _anchor(page: Any, path: list[str]) -> str:
    """From Wagtail's path of a reference: a field, a field and its block, or a relation and its row."""
    name = path[0]
    return rows_anchor(page, name) if page._meta.get_field(name).one_to_many else field_anchor(*path[:2])


def _pages_offline(places: Places, itself: int) -> Iterator[Finding]:
    titles = dict(Page.objects.filter(pk__in=places).values_list("pk", "title"))
    live = set(Page.objects.live().filter(pk__in=places).values_list("pk", flat=True))
    for key in places.keys() - live - {itself}:
        name = f"la page «\u00a0{titles[key]}\u00a0», qui n’est pas en ligne" if key in titles else "une page supprimée"
        yield Finding(f"Cette version mène à {name}.", places[key])


def _own_path(address: str, site: Site) -> str:
    """The path on this site; empty for another site, an anchor or a mail address."""
    own = f"{site.root_url}/"
    if address.startswith(own):
        address = address.removeprefix(site.root_url)
    return urlsplit(address).path if address.startswith("/") and not address.startswith("//") else ""


def _answers(path: str, site: Site) -> bool:
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.url_name == "wagtaildocs_serve":
        return bool(get_document_model().objects.filter(pk=match.args[0]).exists())
    return match.url_name != "wagtail_serve" or _page_answers(path, site)


def _page_answers(path: str, site: Site) -> bool:
    try:
        site.root_page.specific.route(HttpRequest(), [part for part in path.split("/") if part])
    except Http404:
        return bool(Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists())
    return True
