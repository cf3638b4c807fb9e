"""The other texts that the notice of a charter leads to, as far as the public may read them; one query."""

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from search.catalogue import catalogue
from search.models import SearchEntry
from search.results import Result, result

if TYPE_CHECKING:
    from library_pages.models import CharterPage

OTHERS = 5
SHOWN = ("source", "object_id", "fragment", "kind", "title", "summary", "url", "date", "card")


class Neighbours(NamedTuple):
    """What the text replaces, what replaces it, and other texts of its authorities."""

    earlier: list[Result]
    later: list[Result]
    others: list[Result]


def neighbours_of(page: "CharterPage", version: str) -> Neighbours:
    """Most recently published first; at most `OTHERS` of the last kind, which leaves the first two out."""
    texts = type(page).objects
    authorities = [row.authority_id for row in page.authorities.all()]
    linked = Q(pk=page.replaces_id) | Q(replaces=page.pk) | Q(authorities__authority__in=authorities)
    replaced = Subquery(texts.filter(pk=OuterRef("object_id")).values("replaces"))
    entries: QuerySet[Any] = (
        SearchEntry.objects.public()
        .filter(source=page._meta.label_lower, object_id__in=texts.filter(linked).exclude(pk=page.pk).values("pk"))
        .annotate(replaced=replaced)
        .only(*SHOWN)
        .order_by("-date", "title")
    )
    found = Neighbours([], [], [])
    for entry in entries:
        group = found.others
        if entry.object_id == page.replaces_id:
            group = found.earlier
        elif entry.replaced == page.pk:
            group = found.later
        group.append(result(entry, catalogue(version)))
    del found.others[OTHERS:]
    return found
