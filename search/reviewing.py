"""What the reviewer's desk finds in the public site: an item that the version under review may repeat."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from cms.core.content_version import current_version
from cms.workflow.checks import Finding, field_anchor
from search.models import SearchEntry
from search.similar import REASONS, SUBJECT, similar_to_entry

LOOKED_AT = 5
SHARED = 2
"""Of keywords, technique and theme, how many two items share for a reviewer to be told."""


def similar_items(page: Any) -> Iterator[Finding]:
    """Only for a page that was never online: what is online was compared when it came."""
    if page.first_published_at or not hasattr(page, "search_documents"):
        return
    document = next((one for one in page.search_documents() if not one.fragment), None)
    if document is None:
        return
    draft = SearchEntry(pk=0, kind=document.kind, facets=document.facets)
    subject = {REASONS[parameter] for parameter in SUBJECT}
    alike = similar_to_entry(draft, current_version(), LOOKED_AT)
    near = {
        similar.result.url: (unescape(similar.result.title), ", ".join(similar.reasons).lower())
        for similar in alike
        if len(subject.intersection(similar.reasons)) >= SHARED
    }
    for entry in SearchEntry.objects.public().filter(kind=document.kind, title__iexact=document.title)[:LOOKED_AT]:
        near[entry.url] = (entry.title, "même titre")
    for url, (title, reasons) in near.items():
        yield Finding(f"Ressemble à «\u00a0{title}\u00a0» ({reasons}).", field_anchor("title"), url=url)
