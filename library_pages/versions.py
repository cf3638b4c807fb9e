"""What a text replaces and what replaced it, as far as the public may read them."""

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from search.models import SearchEntry

if TYPE_CHECKING:
    from library_pages.models import CharterPage


class Versions(NamedTuple):
    earlier: list[SearchEntry]
    later: list[SearchEntry]


def versions_of(page: "CharterPage") -> Versions:
    """The text that this one replaces and those that replace it; a draft of either is not told."""
    model = type(page)
    linked = model.objects.filter(Q(pk=page.replaces_id) | Q(replaces=page.pk)).exclude(pk=page.pk).values("pk")
    entries = SearchEntry.objects.public().filter(source=model._meta.label_lower, object_id__in=linked)
    earlier = [entry for entry in entries if entry.object_id == page.replaces_id]
    return Versions(earlier, [entry for entry in entries if entry not in earlier])
