"""The axes of the manifesto under which a content is found, because a published link says that it speaks to them."""

from collections import defaultdict

from cms.core.public_tree import unrestricted
from home.evidence.quotation import is_in
from search.contributions import Documents, Facets


def axes_of(documents: Documents) -> Facets:
    """Two queries. A link whose quotation the document no longer holds counts for nothing."""
    from home.models import EvidencePage, ManifestoChapterPage  # noqa: PLC0415  # they declare what this contributes to

    found: dict[tuple[int, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    links = unrestricted(EvidencePage.objects.filter(target__in={pk for pk, _ in documents}, chapter__isnull=False))
    rows = list(links.select_related("chapter"))
    chapters = {row.chapter_id for row in rows}
    online = unrestricted(ManifestoChapterPage.objects.filter(pk__in=chapters)) if chapters else ()
    readable = {chapter.pk for chapter in online}
    for row in rows:
        keys = [key for key in ((row.target_id, row.target_anchor), (row.target_id, "")) if key in documents]
        if not keys or row.chapter_id not in readable:
            continue
        document = documents[keys[0]]
        if is_in(row.quotation, document.title, document.summary, document.text):
            for key in keys:
                found[key]["axe"].add(row.chapter.slug)
    return found
