"""What the pages show of the links between the manifesto and the field."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from wagtail.models import Page

from cms.core.content_version import version_for
from cms.core.mentions import Mention, Mentions
from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from cms.taxonomy.models import EvidenceNature
from home.evidence.documents import KIND_OF_EVIDENCE, evidence_document
from home.evidence.links import SHOWN, Evidence, Link, index_url
from home.evidence.voices import voices_given
from home.models.evidence import EvidencePage
from search.models import SearchEntry
from search.principles import PublicPrinciple, principles

OF_A_PAGE = 8
"""Links that the principles of one page write out together, unless they are more than that to have one."""
GONE_LISTED = 20
"""Links that quote nothing any more, written out below the list of the others."""


@dataclass(frozen=True)
class _Links:
    by_code: Mapping[str, Evidence] = field(default_factory=dict)
    by_target: Mapping[int, Sequence[Link]] = field(default_factory=dict)


def evidence_of(code: str, version: str) -> Evidence:
    """What is linked to the principle of that code; to the manifesto as a whole, when it is empty."""
    return _links.get(version).by_code.get(code) or Evidence(code)


def shared(found: Sequence[Evidence]) -> list[Evidence]:
    """That of the principles of one page: the more of them have links, the fewer each writes out."""
    number = sum(bool(evidence.rows or evidence.gone) for evidence in found)
    most = min(SHOWN, max(1, OF_A_PAGE // max(1, number)))
    return [replace(evidence, most=most) for evidence in found]


def index_context(request: HttpRequest, page: Page) -> dict[str, Any]:
    """The principles to which nothing is linked, and the links that quote nothing any more, the last ones first."""
    version = version_for(request)
    known: Iterable[PublicPrinciple] = principles(version).values()
    found = _links.get(version)
    gone = sorted((link for each in found.by_code.values() for link in each.gone), key=lambda link: -link.key)
    return {
        "bare": [principle for principle in known if principle.code not in found.by_code],
        "gone": gone[:GONE_LISTED],
        "gone_number": len(gone),
        "gone_besides": len(gone) - GONE_LISTED,
    }


def evidence_context(request: HttpRequest, page: EvidencePage) -> dict[str, Any]:
    """Of a draft too, which a preview shows: what is online says nothing of it."""
    version = version_for(request)
    is_preview = getattr(request, "is_preview", False)
    public = SearchEntry.objects.public().filter(kind=KIND_OF_EVIDENCE, object_id=page.pk)
    said = (None if is_preview else public.first()) or evidence_document(page)
    return {
        "link": _link(page, said.card if said else None),
        "principle": principles(version).get(page.principle_code),
        "voices": None if is_preview else voices_given(page),
    }


def mentions(page: Page, request: HttpRequest) -> Mentions | None:
    """What a content says of the manifesto."""
    version = version_for(request)
    links, known = _links.get(version).by_target.get(page.pk, ()), principles(version)
    rows = [_mention(link, known.get(link.code)) for link in links[:SHOWN]]
    if not rows:
        return None
    more_url = f"{index_url(links[0])}?{urlencode({'q': links[0].title})}"
    return Mentions("manifeste", "Ce que ce contenu dit du manifeste", rows, len(links) - len(rows), more_url)


def _mention(link: Link, principle: PublicPrinciple | None) -> Mention:
    subject = f"le principe {link.code}" if principle else "le manifeste dans son ensemble"
    return Mention(
        label=f"{link.label} {subject}",
        url=principle.url if principle else link.url,
        text=principle.statement if principle else "voir la preuve",
        quotation=link.quotation,
        origin=link.origin,
        place=link.place,
        passage=link.passage,
        icon=link.icon,
    )


def _read(version: str) -> _Links:
    said = SearchEntry.objects.public().filter(kind=KIND_OF_EVIDENCE, object_id=OuterRef("pk"))
    online = EvidencePage.objects.annotate(card=Subquery(said.values("card")[:1]))
    by_code: dict[str, tuple[list[Link], list[Link]]] = defaultdict(lambda: ([], []))
    by_target: dict[int, list[Link]] = defaultdict(list)
    for page in unrestricted(online.order_by("first_published_at", "pk")):
        link = _link(page, page.card)
        rows, gone = by_code[link.code]
        if not link.address:
            gone.append(link)
            continue
        rows.append(link)
        if link.target:
            by_target[link.target].append(link)
    return _Links({code: Evidence(code, rows, gone) for code, (rows, gone) in by_code.items()}, by_target)


def _link(page: EvidencePage, said: Mapping[str, Any] | None) -> Link:
    """`said`: its card in search, None once it quotes nothing any more."""
    card = said or {}
    return Link(
        key=page.pk,
        url=page.url,
        code=page.principle_code,
        nature=EvidenceNature(page.nature) if page.nature else None,
        target=page.target_id,
        title=card.get("target_title", page.target_title),
        passage=card.get("target_passage", page.target_passage),
        anchor=page.target_anchor,
        territory=card.get("authority", page.target_territory),
        kept_address=page.target_url,
        kind=page.target_kind,
        address=card.get("target_url", ""),
        quotation=page.quotation if card else "",
    )


_links = PerVersion(_read)
