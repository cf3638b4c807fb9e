"""Who enters the space of a commitment: one of its referents, by a link of his own, as long as it stands."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils import timezone

from cms.core.navigation import Crumb
from cms.members.link_views import page_of
from cms.members.links import LinkRefused, Refusal, SignedLink
from concertation_pages.models import Commitment, Referent, ReportDraft
from concertation_pages.space.questions import Section

State = Commitment.State
CLOSED = {
    State.REFUSED: "L’engagement « {} » n’a pas été retenu.",
    State.WITHDRAWN: "L’engagement « {} » a été retiré.",
    State.CANDIDATE: "L’engagement « {} » n’est pas encore validé par la rédaction.",
    State.UNCONFIRMED: "L’engagement « {} » n’est pas encore confirmé.",
}


def check(link: SignedLink) -> None:
    """Raises LinkRefused when the commitment, or the address of its referent, is not what it was."""
    referent: Any = link.target
    moved = link.email and referent.email.lower() != link.email.lower()  # an old link forgets to whom it was sent
    if referent.erased_at or moved:
        raise LinkRefused(Refusal.REVOKED, "Cette adresse ne répond plus de l’engagement.")
    state = State(referent.commitment.state)
    if state in CLOSED:
        raise LinkRefused(Refusal.REVOKED, CLOSED[state].format(referent.commitment.name))


def confirm(referent: Referent) -> None:
    """He acts: the address is his. Reading proves nothing, mail scanners open links."""
    if not referent.confirmed_at:
        referent.confirmed_at = timezone.now()
        referent.save(update_fields=["confirmed_at"])


@dataclass(frozen=True)
class Space:
    """The commitment behind one link, and the addresses below it."""

    link: SignedLink

    @cached_property
    def referent(self) -> Referent:
        return Referent.objects.select_related("commitment__campaign").get(pk=self.link.object_id)

    @property
    def commitment(self) -> Commitment:
        return self.referent.commitment

    @property
    def home(self) -> str:
        return page_of(self.link)

    @property
    def above(self) -> list[Crumb]:
        return [Crumb("Espace de l’engagement", self.home)]

    def open(self, pk: int) -> "OpenDraft":
        """A report of this commitment. Raises Http404: nobody learns that another one exists."""
        found = ReportDraft.objects.select_related("page", "commitment").filter(pk=pk, commitment=self.commitment)
        draft = found.first()
        if draft is None:
            raise Http404
        return OpenDraft(self, draft)


@dataclass(frozen=True)
class OpenDraft:
    """A report being written, and where each of its screens is."""

    space: Space
    draft: ReportDraft

    @property
    def title(self) -> str:
        return self.draft.title or "Compte rendu sans titre"

    def address(self, rest: str = "") -> str:
        return f"{self.space.home}{self.draft.pk}/{rest}"

    def section(self, section: Section) -> str:
        return self.address(f"{section.slug}/")

    @property
    def above(self) -> list[Crumb]:
        return [*self.space.above, Crumb(self.title, self.address())]
