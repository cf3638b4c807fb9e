"""A link between the manifesto and the field, and all of those to one principle, as the pages show them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cms.core.row_pages import place
from cms.taxonomy.models import EvidenceNature
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
ORDER: list[EvidenceNature | None] = [*EvidenceNature, None]
SHOWN = 6
"""Links written out under a principle or on the page of what they quote; the list has all of them."""

UNREADABLE = "illisibles"
"""Anchor, in the list, of those whose target can no longer be read."""

ORIGINS = {"fiche": "fiche de ce site", "page": "texte de ce site"}
"""By kind of what is quoted, as a whole: where its words are from. Of the other kinds they may be anybody’s."""


def origin(kind: str, anchor: str) -> str:
    """« fiche de ce site »; empty for a passage, whose words are those of a territory or of its text."""
    return "" if anchor else ORIGINS.get(kind, "")


@dataclass(frozen=True)
class Link:
    """A published link. `address` and `quotation` are empty once what it quotes can no longer be read."""

    key: int
    url: str
    code: str
    nature: EvidenceNature | None
    """None for a draft that does not say it yet."""
    target: int | None
    title: str
    passage: str
    anchor: str
    territory: str
    kept_address: str
    kind: str
    address: str = ""
    quotation: str = ""

    @property
    def place(self) -> str:
        """Of the passage, below the address of its page; empty for the page as a whole."""
        return place(self.anchor, by_name="?" in self.address) if self.anchor else ""

    @property
    def origin(self) -> str:
        return origin(self.kind, self.anchor)

    @property
    def icon(self) -> str:
        return ICONS[self.nature] if self.nature else "link"

    @property
    def label(self) -> str:
        return str(self.nature.label) if self.nature else "Nature à choisir"

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
    most: int = SHOWN
    """Links written out where it is shown."""

    @property
    def tally(self) -> list[Tallied]:
        """The four natures, zeros included: what contradicts is never left out."""
        numbers = Counter(row.nature for row in self.rows)
        return [Tallied(nature, numbers[nature]) for nature in EvidenceNature]

    @property
    def shown(self) -> list[Link]:
        """At most `most`, each nature having its turn, in the order of the tally; what weakens is left out last."""
        ranks: Counter[EvidenceNature | None] = Counter()
        ranked = []
        for row in self.rows:
            ranked.append((ranks[row.nature], row))
            ranks[row.nature] += 1
        first = sorted(ranked, key=lambda pair: (pair[0], -ORDER.index(pair[1].nature)))[: self.most]
        return sorted((row for _, row in first), key=lambda row: ORDER.index(row.nature))

    @property
    def gone_shown(self) -> Sequence[Link]:
        return self.gone[: self.most]

    @property
    def gone_besides(self) -> int:
        return len(self.gone) - len(self.gone_shown)

    @property
    def gone_url(self) -> str:
        """Where all those whose target can no longer be read are listed."""
        return f"{index_url(self.gone[0])}#{UNREADABLE}"

    @property
    def list_url(self) -> str:
        return f"{index_url(self.rows[0])}?principe={self.code.lower() or WHOLE_MANIFESTO}"


def index_url(link: Link) -> str:
    """The page above that of any link lists them all."""
    return link.url.rstrip("/").rpartition("/")[0] + "/"
