"""Where a report is, in the words of the territory that writes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet

from cms.members.models import SignedLink
from cms.workflow.situations import Status, situations
from concertation_pages.models import Commitment, Referent, ReportDraft, ReportPage, SectionDraft
from concertation_pages.space.drafts import has_changes
from concertation_pages.space.links import PURPOSE

LABELS: Mapping[Status, str] = {
    Status.CHANGES: "Modifications demandées",
    Status.REFUSED: "Refusé",
    Status.DRAFT: "Brouillon",
    Status.LIVE_CHANGED: "En ligne, avec des modifications en cours",
    Status.IN_REVIEW: "En relecture",
    Status.SCHEDULED: "Programmé",
    Status.LIVE: "En ligne",
    Status.ARCHIVED: "Retiré du site",
}
EXPLAINED: Mapping[Status, str] = {
    Status.CHANGES: "La relecture demande des modifications. Corrigez le compte rendu, puis envoyez-le de nouveau.",
    Status.REFUSED: "La relecture n’a pas retenu cette version. Vous pouvez la reprendre et l’envoyer de nouveau.",
    Status.DRAFT: "Personne ne le relit encore. Complétez-le à plusieurs, dans l’ordre que vous voulez, puis "
    "envoyez-le.",
    Status.LIVE_CHANGED: "La version en ligne ne change pas tant que vos modifications ne sont pas envoyées puis "
    "approuvées.",
    Status.IN_REVIEW: "La relecture le lit. Il ne peut pas être modifié d’ici là, sauf si vous le reprenez.",
    Status.SCHEDULED: "Il est approuvé : il sera mis en ligne à la date prévue.",
    Status.LIVE: "Tout le monde peut le lire. Vous pouvez le modifier : la version en ligne reste jusqu’à "
    "l’approbation.",
    Status.ARCHIVED: "Il n’est plus en ligne. Vous pouvez le reprendre et l’envoyer de nouveau.",
}


@dataclass(frozen=True)
class Report:
    """`draft` is None as long as the territory has not changed a page that was loaded from documents."""

    title: str
    status: Status
    comment: str
    draft: ReportDraft | None
    page: Any

    @property
    def label(self) -> str:
        return LABELS[self.status]

    @property
    def explained(self) -> str:
        return EXPLAINED[self.status]

    @property
    def is_open(self) -> bool:
        return self.status not in (Status.IN_REVIEW, Status.SCHEDULED)


def reports_of(commitment: Commitment) -> list[Report]:
    """The reports begun here, then those that the site has from elsewhere, once anybody could read them."""
    drafts = list(ReportDraft.objects.filter(commitment=commitment).select_related("page").order_by("pk"))
    written = {draft.page_id for draft in drafts}
    once_public = ReportPage.objects.filter(commitment=commitment, first_published_at__isnull=False)
    others = [page for page in once_public if page.pk not in written]
    found = situations([*(draft.page for draft in drafts if draft.page), *others])
    own = [_report(draft.title, found.get(draft.page_id or 0), draft, draft.page) for draft in drafts]
    return [*own, *(_report(page.title, found[page.pk], None, page) for page in others)]


def report_of(draft: ReportDraft, sections: dict[int, SectionDraft]) -> Report:
    """With what is written here and not submitted yet."""
    found = situations([draft.page]) if draft.page else {}
    report = _report(draft.title, found.get(draft.page_id or 0), draft, draft.page)
    if report.status is Status.LIVE and has_changes(sections):
        return Report(report.title, Status.LIVE_CHANGED, report.comment, draft, draft.page)
    return report


def _report(title: str, situation: Any, draft: ReportDraft | None, page: Any) -> Report:
    """What reviewers answer to the team is between them."""
    status, comment = (situation.status, situation.comment) if situation else (Status.DRAFT, "")
    if situation and situation.is_internal and status in (Status.CHANGES, Status.REFUSED):
        status, comment = Status.LIVE if page.live else Status.ARCHIVED, ""
    return Report(title or "Sans titre", status, comment, draft, page)


def invited(referent: Referent) -> QuerySet[Referent]:
    """Those whom the territory invited and who have not used their link yet. Whom staff wrote to is theirs to erase."""
    links = SignedLink.objects.filter(
        content_type=ContentType.objects.get_for_model(Referent), object_id=OuterRef("pk"), purpose=PURPOSE
    )
    by_space, by_staff = links.filter(created_by=None), links.filter(created_by__isnull=False)
    waiting = referent.commitment.referents.filter(erased_at=None, confirmed_at=None).exclude(pk=referent.pk)
    return waiting.filter(Exists(by_space), ~Exists(by_staff))


def others_told(referent: Referent) -> int:
    """How many others the mails of this commitment go to: only staff know who they are."""
    known = referent.commitment.referents.filter(erased_at=None).exclude(confirmed_at=None)
    return known.exclude(pk=referent.pk).count()
