"""What the pages show of the links between the manifesto and the field."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from cms.core.content_version import version_for
from cms.core.mentions import Mention, Mentions
from cms.core.public_tree import unrestricted
from cms.taxonomy.models import EvidenceNature
from home.evidence.documents import KIND_OF_EVIDENCE, evidence_document
from home.models.evidence import EvidencePage
from search.documents import SearchDocument
from search.models import SearchEntry
from search.principles import PublicPrinciple, principles
from search.version import PerVersion
from search.vocabularies import WHOLE_MANIFESTO

ICONS = {
    EvidenceNature.ILLUSTRATES: "tick",
    EvidenceNature.CONFIRMS: "double",
    EvidenceNature.QUALIFIES: "half",
    EvidenceNature.CONTRADICTS: "ban",
}
PLURALS = {
    EvidenceNature.ILLUSTRATES: "illustrent",
    EvidenceNature.CONFIRMS: "confirment",
    EvidenceNature.QUALIFIES: "nuancent",
    EvidenceNature.CONTRADICTS: "contredisent",
}
SHOWN = 6
"""Links written out under a principle; the list has all of them."""


@dataclass(frozen=True)
class Link:
    """A published link. `address` and `quotation` are empty once what it quotes can no longer be read."""

    key: int
    url: str
    code: str
    nature: EvidenceNature
    target: int | None
    title: str
    passage: str
    anchor: str
    territory: str
    kept_address: str
    address: str = ""
    quotation: str = ""

    @property
    def icon(self) -> str:
        return ICONS[self.nature]

    @property
    def named(self) -> str:
        """« Montpellier Méditerranée Métropole, Proposition P-1 »."""
        territory = self.territory if self.territory not in self.title else ""
        return ", ".join(filter(None, [territory, self.title, self.passage]))


@dataclass(frozen=True)
class Tallied:
    nature: EvidenceNature
    number: int

    @property
    def verb(self) -> str:
        """Agrees with its number: « confirme », « confirment »."""
        return PLURALS[self.nature] if self.number > 1 else str(self.nature.label).lower()


@dataclass(frozen=True)
class Evidence:
    """All that is linked to one principle, or to the manifesto as a whole (`code` empty)."""

    code: str = ""
    rows: Sequence[Link] = ()
    gone: Sequence[Link] = ()
    """Links whose target can no longer be read; they enter no count."""

    @property
    def tally(self) -> list[Tallied]:
        """The four natures, zeros included: what contradicts is never left out."""
        numbers = Counter(row.nature for row in self.rows)
        return [Tallied(nature, numbers[nature]) for nature in EvidenceNature]

    @property
    def shown(self) -> list[Link]:
        """At most `SHOWN`, each nature having its turn, in the order of the tally."""
        ranks: Counter[EvidenceNature] = Counter()
        ranked = []
        for row in self.rows:
            ranked.append((ranks[row.nature], row))
            ranks[row.nature] += 1
        first = sorted(ranked, key=lambda pair: pair[0])[:SHOWN]
        return sorted((row for _, row in first), key=lambda row: list(EvidenceNature).index(row.nature))

    @property
    def list_url(self) -> str:
        """The page above that of any link lists them all."""
        index_url = self.rows[0].url.rstrip("/").rpartition("/")[0]
        return f"{index_url}/?principe={self.code.lower() or WHOLE_MANIFESTO}"


@dataclass(frozen=True)
class _Links:
    by_code: Mapping[str, Evidence] = field(default_factory=dict)
    by_target: Mapping[int, Sequence[Link]] = field(default_factory=dict)


def evidence_of(code: str, version: str) -> Evidence:
    """What is linked to the principle of that code; to the manifesto as a whole, when it is empty."""
    return _links.get(version).by_code.get(code) or Evidence(code)


def index_context(request: HttpRequest, page: Page) -> dict[str, Any]:
    """The principles to which nothing is linked."""
    version = version_for(request)
    known: Iterable[PublicPrinciple] = principles(version).values()
    return {"bare": [principle for principle in known if not evidence_of(principle.code, version).rows]}


def evidence_context(request: HttpRequest, page: EvidencePage) -> dict[str, Any]:
    """Of a draft too, which a preview shows."""
    version = version_for(request)
    entry = SearchEntry.objects.public().filter(kind=KIND_OF_EVIDENCE, object_id=page.pk).first()
    return {
        "link": _link(page, entry or evidence_document(page)),
        "principle": principles(version).get(page.principle_code),
    }


def mentions(page: Page, request: HttpRequest) -> Mentions | None:
    """What a content says of the manifesto."""
    version = version_for(request)
    links, known = _links.get(version).by_target.get(page.pk, ()), principles(version)
    rows = [_mention(link, known.get(link.code)) for link in links]
    return Mentions("manifeste", "Ce que ce contenu dit du manifeste", rows) if rows else None


def _mention(link: Link, principle: PublicPrinciple | None) -> Mention:
    subject = f"le principe {link.code}" if principle else "le manifeste dans son ensemble"
    return Mention(
        label=f"{link.nature.label} {subject}",
        url=principle.url if principle else link.url,
        text=principle.statement if principle else "voir la preuve",
        quotation=link.quotation,
        anchor=link.anchor,
        passage=link.passage,
        icon=link.icon,
    )


def _read(version: str) -> _Links:
    public = SearchEntry.objects.public().filter(kind=KIND_OF_EVIDENCE).only("object_id", "card")
    entries = {entry.object_id: entry for entry in public}
    by_code: dict[str, tuple[list[Link], list[Link]]] = defaultdict(lambda: ([], []))
    by_target: dict[int, list[Link]] = defaultdict(list)
    for page in unrestricted(EvidencePage.objects.order_by("first_published_at", "pk")):
        link = _link(page, entries.get(page.pk))
        rows, gone = by_code[link.code]
        if not link.address:
            gone.append(link)
            continue
        rows.append(link)
        if link.target:
            by_target[link.target].append(link)
    return _Links({code: Evidence(code, rows, gone) for code, (rows, gone) in by_code.items()}, by_target)


def _link(page: EvidencePage, entry: SearchEntry | SearchDocument | None) -> Link:
    return Link(
        key=page.pk,
        url=page.url,
        code=page.principle_code,
        nature=EvidenceNature(page.nature),
        target=page.target_id,
        title=page.target_title,
        passage=page.target_passage,
        anchor=page.target_anchor,
        territory=entry.card["authority"] if entry else page.target_territory,
        kept_address=page.target_url,
        address=entry.card["target_url"] if entry else "",
        quotation=page.quotation if entry else "",
    )


_links = PerVersion(_read)
