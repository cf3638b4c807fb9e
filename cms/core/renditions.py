"""Resized copies of images, drawn when an image is saved and never when a page is read.

A page that shows an image before its copies exist shows it without its picture: the original is not public.
"""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Count, Prefetch, Q, prefetch_related_objects
from wagtail.images.models import AbstractRendition, Filter, Picture

from cms.core.content_version import renew
from cms.core.models import SiteImage, SiteRendition

logger = logging.getLogger(__name__)

IN_TEXT = [f"width-{width}|format-{kind}" for kind in ("avif", "webp", "jpeg") for width in (480, 960)]
"""For a column of 42 rem, on ordinary and dense screens."""
SHARED = "fill-1200x630|format-jpeg"
"""What social networks show beside a link."""
DRAWN = (*IN_TEXT, SHARED)


def draw(image: SiteImage) -> None:
    """Make the copies that are missing; pages kept by the cache are then read again."""
    filters = [Filter(spec) for spec in DRAWN]
    missing = set(filters) - image.find_existing_renditions(*filters).keys()
    if missing:
        image.create_renditions(*missing)
        renew()


def image_saved(instance: SiteImage, **kwargs: Any) -> None:
    """Receiver of `post_save`. After the commit: a failure leaves the image and is repaired by the sweep."""
    transaction.on_commit(lambda: draw(instance), robust=True)


def draw_missing() -> None:
    """Sweep: what a failure, a restored backup or a new size left undrawn."""
    drawn = Count("renditions", filter=Q(renditions__filter_spec__in=DRAWN))
    for image in SiteImage.objects.annotate(drawn=drawn).filter(drawn__lt=len(DRAWN)):
        try:
            draw(image)
        except Exception:
            logger.exception("Image %s cannot be drawn", image.pk)


def prefetch(images: Iterable[SiteImage]) -> None:
    """Read the copies of many images in one query."""
    copies = SiteRendition.objects.filter(filter_spec__in=DRAWN)
    prefetch_related_objects(list(images), Prefetch("renditions", copies, to_attr="prefetched_renditions"))


def picture(image: SiteImage, attrs: dict[str, Any]) -> Picture | None:
    """`<picture>` of the copies at hand, narrowest first; a small image has the same copy at each width."""
    found = image.find_existing_renditions(*(Filter(spec) for spec in IN_TEXT))
    kept: dict[tuple[str, int], AbstractRendition] = {}
    for filter_, rendition in sorted(found.items(), key=lambda pair: IN_TEXT.index(pair[0].spec)):
        kept.setdefault((filter_.spec.rpartition("-")[2], rendition.width), rendition)
    return Picture({copy.filter_spec: copy for copy in kept.values()}, attrs) if kept else None


def shared(image: SiteImage) -> AbstractRendition | None:
    """The copy that social networks show."""
    return next(iter(image.find_existing_renditions(Filter(SHARED)).values()), None)
