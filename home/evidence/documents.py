"""What a link between the manifesto and the field says in search, and when it says nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.text import Truncator
from wagtail.models import Page

from cms.core.passages import Passage, passages_of
from home.evidence.links import origin
from home.evidence.quotation import is_in
from search.documents import SearchDocument, joined, publication_day, tag_facets
from search.models import SearchEntry
from search.principles import CHAPTER
from search.vocabularies import WHOLE_MANIFESTO

if TYPE_CHECKING:
    from home.models import EvidencePage

KIND_OF_EVIDENCE = "preuve"
TAKEN_UP = ("theme", "type-collectivite", "population", "region", "collectivite")
"""Facets of what is quoted that the link is found under as well."""
LONGEST_TITLE = 200


def cited_entry(page_id: int, anchor: str) -> SearchEntry | None:
    """The public entry of a page or, when they have their own, of its passage; None when the public cannot read it."""
    found = SearchEntry.objects.public().filter(object_id=page_id, fragment__in={anchor, ""}).exclude(path="")
    entries = {entry.fragment: entry for entry in found}
    return entries.get(anchor) or entries.get("")


def cited_passage(page: Page, anchor: str) -> Passage | None:
    """None for the page as a whole, and once the page has no such passage."""
    passages = passages_of(page.specific) if anchor else ()
    return next((passage for passage in passages if passage.anchor == anchor), None)


def passage_label(page: Page, anchor: str) -> str:
    """« Proposition P-1 »; empty for the page as a whole."""
    passage = cited_passage(page, anchor)
    return passage.label if passage else ""


def quotable_texts(page: Any, anchor: str) -> Sequence[str]:
    """What the public reads of a page, or of one of its passages; empty when that is nothing."""
    entry = cited_entry(page.pk, anchor)
    return texts_of(entry, anchor, cited_passage(page, anchor)) if entry else ()


def texts_of(said: SearchEntry | SearchDocument, anchor: str, passage: Passage | None) -> Sequence[str]:
    """Those of what search has of the passage or, when it has the page alone, those of the passage itself."""
    if anchor and said.fragment != anchor:
        return [passage.text] if passage else []
    return [said.title, said.summary, said.text]


def evidence_document(page: "EvidencePage") -> SearchDocument | None:
    """None when the target or the principle is no longer public, or no longer says what is quoted."""
    target: Any = page.target
    entry = cited_entry(target.pk, page.target_anchor) if target else None
    if entry is None:
        return None
    passage = cited_passage(target, page.target_anchor)
    if not is_in(page.quotation, *texts_of(entry, page.target_anchor, passage)):
        return None
    principle = _principle(page)
    if page.principle_code and principle is None:
        return None
    quoted = Truncator(page.quotation).chars(LONGEST_TITLE, "\u00a0…")
    label = passage.label if passage else ""
    cited = ", ".join(filter(None, [target.title, label, origin(entry.kind, page.target_anchor)]))
    return SearchDocument(
        kind=KIND_OF_EVIDENCE,
        title=f"«\u00a0{quoted}\u00a0»",
        url=page.url,
        summary=f"{page.get_nature_display()} {page.subject}\u00a0: {cited}",
        text=joined(["" if quoted == page.quotation else page.quotation, principle and principle.summary]),
        facets=_facets(page, entry, principle),
        card=_card(page, entry, passage) | {"target_title": target.title, "target_passage": label},
        date=publication_day(page),
        place=(entry.latitude, entry.longitude) if entry.latitude and entry.longitude else None,
    )


def address_of(entry: SearchEntry, passage: Passage | None) -> str:
    """Of a passage, or of its page when it is cited as a whole; search knows that of the passages that it lists."""
    return entry.url if entry.fragment or passage is None else entry.url + passage.place


def _principle(page: "EvidencePage") -> SearchEntry | None:
    if not (page.principle_code and page.chapter_id):
        return None
    entries = SearchEntry.objects.public().filter(kind=CHAPTER, object_id=page.chapter_id)
    return entries.filter(fragment=page.principle_code.lower()).first()


def _facets(page: "EvidencePage", entry: SearchEntry, principle: SearchEntry | None) -> dict[str, list[str]]:
    taken_up = {parameter: entry.facets[parameter] for parameter in TAKEN_UP if parameter in entry.facets}
    return {
        **taken_up,
        **tag_facets(page),
        "nature-preuve": [page.nature],
        "trouvee-dans": [entry.kind],
        "principe": [page.principle_code.lower() or WHOLE_MANIFESTO],
        **({"axe": list(principle.facets["axe"])} if principle else {}),
    }


def _card(page: "EvidencePage", entry: SearchEntry, passage: Passage | None) -> dict[str, Any]:
    return {
        "target": page.target_id,
        "target_url": address_of(entry, passage),
        "authority": entry.card.get("authority", ""),
        "side": "\u00a0· ".join(filter(None, [page.get_nature_display(), page.principle_code])),
    }
