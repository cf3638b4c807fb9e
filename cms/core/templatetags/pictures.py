"""Images as every page shows them."""

from typing import Any

from django import template
from wagtail.blocks.stream_block import StreamValue
from wagtail.images.models import AbstractRendition, Picture

from cms.core import renditions
from cms.core.models import SiteImage

register = template.Library()


@register.simple_tag
def picture(image: SiteImage, **attrs: Any) -> Picture | str:
    """`{% picture image sizes="…" %}`: AVIF, WebP, then JPEG, in two widths, loaded when the reader comes near.

    The alternative text is the one given where the image is used, unless `alt` says otherwise.
    """
    return renditions.picture(image, {"loading": "lazy", "decoding": "async", **attrs}) or ""


@register.simple_tag
def read_copies(body: StreamValue) -> str:
    """`{% read_copies value %}`: the copies of every image of a body in one query, before its blocks ask for them."""
    names = {"image": "image", "video": "poster"}
    images = (child.value.get(names[child.block_type]) for child in body if child.block_type in names)
    renditions.prefetch(image for image in images if image)
    return ""


@register.simple_tag
def shared_copy(image: SiteImage) -> AbstractRendition | None:
    """`{% shared_copy image as shared %}`"""
    return renditions.shared(image)
