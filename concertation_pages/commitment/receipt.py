"""What a territory keeps of its commitment: what it accepted, when, and what comes next. Given as a page and a PDF.

Nothing in it names the person who answers for the territory: the receipt belongs to the territory, and may be shown.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from cms.core.partial_dates import PartialDate, moment_in_words
from cms.core.pdf import render_pdf
from cms.territories.models import LocalAuthority
from concertation_pages.commitment.keeping import RULE
from concertation_pages.commitment.words import Words
from concertation_pages.models import Commitment

NEXT_STEPS = (
    "La rédaction vérifie l’engagement, sous deux jours ouvrés.",
    "Le territoire paraît dans la liste des territoires engagés, sans aucune donnée personnelle.",
    "La personne référente reçoit par courriel le lien qui permet de rendre compte de la concertation.",
    f"Ses coordonnées sont effacées {RULE}.",
)


@dataclass(frozen=True)
class Signatory:
    """A legal entity of the commitment; `code` as « SIREN 243 500 139 », empty outside France."""

    name: str
    code: str

    @classmethod
    def of(cls, authority: LocalAuthority) -> "Signatory":
        return cls(authority.name, authority.code_in_words)


@dataclass(frozen=True)
class Receipt:
    """`charter` is the very text accepted, a paragraph each; none as long as the association has given no charter."""

    reference: str
    territory: str
    signatories: Sequence[Signatory]
    campaign: str
    commitments: Sequence[str]
    charter_version: int
    charter: Sequence[str]
    charter_accepted_at: datetime.datetime
    sharing_accepted_at: datetime.datetime
    publics: Sequence[str]
    expected_start: PartialDate | None

    @property
    def next_steps(self) -> Sequence[str]:
        return NEXT_STEPS

    @classmethod
    def of(cls, commitment: Commitment) -> "Receipt | None":
        """None of a territory that accepted nothing on this site."""
        words = Words.accepted(commitment)
        if words is None or commitment.charter_accepted_at is None or commitment.sharing_accepted_at is None:
            return None
        return cls(
            reference=str(commitment.pk),
            territory=commitment.name,
            signatories=[Signatory.of(row.authority) for row in commitment.authorities.select_related("authority")],
            campaign=commitment.campaign.title,
            commitments=words.commitments,
            charter_version=words.version,
            charter=words.charter,
            charter_accepted_at=commitment.charter_accepted_at,
            sharing_accepted_at=commitment.sharing_accepted_at,
            publics=[str(public) for public in commitment.publics.all()],
            expected_start=commitment.expected_start,
        )

    def pdf(self) -> bytes:
        return render_pdf(
            "commitment_receipt.typ",
            {
                "title": "Récépissé d’engagement",
                "reference": self.reference,
                "territory": self.territory,
                "signatories": [f"{one.name} ({one.code})" if one.code else one.name for one in self.signatories],
                "campaign": self.campaign,
                "commitments": self.commitments,
                "charter_version": self.charter_version,
                "charter": self.charter,
                "charter_accepted_at": moment_in_words(self.charter_accepted_at),
                "sharing_accepted_at": moment_in_words(self.sharing_accepted_at),
                "publics": self.publics,
                "expected_start": str(self.expected_start or "non renseignée"),
                "next_steps": NEXT_STEPS,
            },
        )
