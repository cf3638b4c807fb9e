"""« Mes contributions »: the fiches of the collectivités of one person, what waits for him first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from cms.members.belonging import authorities_of
from cms.members.models import User
from cms.workflow.freshness.effective import READ, last_verification
from cms.workflow.situations import Situation, Status, situations
from library_pages.contribution.status import EXPLAINED
from library_pages.models import AssociatedAuthority, UseCasePage

PER_PAGE = 25

GROUPS = (
    ("À vous de jouer", {Status.CHANGES, Status.REFUSED, Status.DRAFT, Status.LIVE_CHANGED}),
    ("Chez les relecteurs", {Status.IN_REVIEW, Status.SCHEDULED}),
    ("En ligne", {Status.LIVE}),
    ("Retirées du site", {Status.ARCHIVED}),
)
ORDER = list(Status)


@dataclass(frozen=True)
class Item:
    page: Any
    situation: Situation
    needs_review: bool
    """Whether it is time to say that it is still right."""

    @property
    def status(self) -> Status:
        return self.situation.status

    @property
    def explained(self) -> str:
        return EXPLAINED[self.status]


@dataclass(frozen=True)
class Group:
    title: str
    items: Sequence[Item]


def contributions(user: User) -> list[Item]:
    """Every fiche of his collectivités, in the order of `Status`, the last changed first; five queries."""
    pages = list(_pages(user))
    found, today = situations(pages), timezone.localdate()
    items = [Item(page, found[page.pk], page.live and page.needs_review(today)) for page in pages]
    return sorted(items, key=lambda item: (ORDER.index(item.status), not item.needs_review))


def groups(items: Sequence[Item]) -> Iterator[Group]:
    for title, statuses in GROUPS:
        inside = [item for item in items if item.status in statuses]
        if inside:
            yield Group(title, inside)


def _pages(user: User) -> Iterator[Any]:
    """As their last versions say: an editor may have given a fiche to another collectivité."""
    mine = authorities_of(user)
    content = "latest_revision__content__"
    associated_to = AssociatedAuthority.objects.filter(authority__in=mine).values("page_id")
    is_given = Q(has_unpublished_changes=True, **{f"{content}authority__in": list(mine)})
    pages = (
        UseCasePage.objects.filter(Q(authority__in=mine) | Q(pk__in=associated_to) | Q(owner=user) | is_given)
        .annotate(
            draft_authority=F(f"{content}authority"),
            draft_associated=F(f"{content}associated_authorities"),
            **{READ: last_verification()},
        )
        .select_related("authority", "latest_revision__user")
        .defer("body", "latest_revision__content")
        .order_by("-latest_revision_created_at", "-pk")
    )
    for page in pages:
        associated = {row["authority"] for row in page.draft_associated or []}
        if mine & {page.draft_authority, *associated}:
            yield page
