"""Which people of the register the public may read about, and where."""

from search.models import SearchEntry

KIND_OF_PERSON = "elu"


def public_people() -> dict[str, str]:
    """Slug of each to the address where the site says who that is."""
    return dict(SearchEntry.objects.public().filter(kind=KIND_OF_PERSON).values_list("fragment", "url"))
