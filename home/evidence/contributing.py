"""The axes of the manifesto under which a content is found, because a published link says that it speaks to them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from cms.core.passages import Passage, passages_of
from cms.core.public_tree import unrestricted
from home.evidence.documents import texts_of
from home.evidence.quotation import is_in
from search.contributions import Documents, Facets

if TYPE_CHECKING:
    from home.models import EvidencePage


def axes_of(documents: Documents) -> Facets:
    """A link whose quotation the passage no longer holds counts for nothing."""
    from home.models import EvidencePage, ManifestoChapterPage  # noqa: PLC0415  # they declare what this contributes to

    found: dict[tuple[int, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    links = unrestricted(EvidencePage.objects.filter(target__in={pk for pk, _ in documents}, chapter__isnull=False))
    rows = list(links.select_related("chapter"))
    chapters = {row.chapter_id for row in rows}
    online = unrestricted(ManifestoChapterPage.objects.filter(pk__in=chapters)) if chapters else ()
    readable = {chapter.pk for chapter in online}
    passages = _passages(row for row in rows if (row.target_id, row.target_anchor) not in documents)
    for row in rows:
        keys = [key for key in ((row.target_id, row.target_anchor), (row.target_id, "")) if key in documents]
        if not keys or row.chapter_id not in readable:
            continue
        passage = passages.get((row.target_id, row.target_anchor))
        if is_in(row.quotation, *texts_of(documents[keys[0]], row.target_anchor, passage)):
            for key in keys:
                found[key]["axe"].add(row.chapter.slug)
    return found


def _passages(rows: "Iterable[EvidencePage]") -> Mapping[tuple[int, str], Passage]:
    """(key of the page, anchor) to the passages that these links quote of pages that search has as a whole."""
    of_class: dict[type[Page], list[Any]] = defaultdict(list)
    for page in Page.objects.filter(pk__in={row.target_id for row in rows}).specific():
        of_class[type(page)].append(page)
    for model, pages in of_class.items():
        prefetch_related_objects(pages, *model.search_relations)
    read = [page for pages in of_class.values() for page in pages]
    return {(page.pk, passage.anchor): passage for page in read for passage in passages_of(page)}
