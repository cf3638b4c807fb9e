"""What a territory accepts, to the letter: the commitments of the campaign, and its charter when there is one."""

import hashlib
from dataclasses import dataclass

from cms.workflow.changes.wording import plain
from concertation_pages.models import CampaignPage, Commitment

PARAGRAPHS = "\n\n"


@dataclass(frozen=True)
class Words:
    """`charter` has a paragraph a text; none as long as the association has given no charter."""

    version: int
    commitments: tuple[str, ...]
    charter: tuple[str, ...]

    @classmethod
    def of(cls, campaign: CampaignPage) -> "Words":
        """What the campaign asks today."""
        sentences = tuple(" ".join(row.text.split()) for row in campaign.commitments.all())
        paragraphs = (line.strip() for line in plain(campaign.charter_text).splitlines())
        return cls(campaign.charter_version, sentences, tuple(line for line in paragraphs if line))

    @classmethod
    def accepted(cls, commitment: Commitment) -> "Words | None":
        """What this territory accepted on this site; None for one that was loaded from a document."""
        if commitment.charter_accepted_at is None or commitment.charter_version is None:
            return None
        sentences, _, charter = commitment.charter_text.partition(PARAGRAPHS)
        paragraphs = charter.split(PARAGRAPHS) if charter else ()
        return cls(commitment.charter_version, tuple(sentences.splitlines()), tuple(paragraphs))

    @property
    def text(self) -> str:
        """As it is kept: the commitments, one a line, then the charter."""
        return PARAGRAPHS.join(["\n".join(self.commitments), *self.charter])

    @property
    def digest(self) -> str:
        """Changes with any of these words; held by the form that shows them."""
        return hashlib.sha256(f"{self.version}\n{self.text}".encode()).hexdigest()[:32]
