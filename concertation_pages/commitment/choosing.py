"""Step 1: which collectivités commit, found in the register. Nothing is written, everything is in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from cms.taxonomy.models import PUBLIC_STATES
from cms.territories.models import LocalAuthority
from concertation_pages.commitment.requesting import committed
from concertation_pages.models import CampaignPage, Commitment

CHOSEN = "collectivite"
MOST = 10
"""Collectivités of one commitment, and answers to a search."""


@dataclass(frozen=True)
class Found:
    """An answer to the search, and where choosing it leads."""

    authority: LocalAuthority
    url: str


@dataclass(frozen=True)
class Choice:
    """Those already chosen, in the order of the address; the first represents the territory on the map."""

    authorities: Sequence[LocalAuthority]

    @classmethod
    def of(cls, query: QueryDict) -> "Choice":
        """Unknown names are left out."""
        slugs = list(dict.fromkeys(query.getlist(CHOSEN)))[:MOST]
        found = LocalAuthority.objects.choosable().in_bulk(slugs, field_name="slug")
        return cls([found[slug] for slug in slugs if slug in found])

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What the search keeps of the address."""
        return [(CHOSEN, slug) for slug in self.slugs]

    @property
    def url(self) -> str:
        """Of the form for them all."""
        return _address("commit_request", self.slugs)

    @property
    def search_url(self) -> str:
        """Where another one is added."""
        return _address("commit", self.slugs)

    @property
    def slugs(self) -> list[str]:
        return [authority.slug for authority in self.authorities]

    @property
    def removals(self) -> list[Found]:
        """Each chosen one, and the address without it."""
        return [
            Found(one, _address("commit", [slug for slug in self.slugs if slug != one.slug]))
            for one in self.authorities
        ]

    def found(self, typed: str) -> list[Found]:
        """Those that are called so or have this code, best first."""
        others = LocalAuthority.objects.choosable().typed(typed).exclude(slug__in=self.slugs)[:MOST]
        return [Found(one, _address("commit_request", [*self.slugs, one.slug])) for one in others]

    def has(self, typed: str) -> bool:
        """Whether one that is already chosen is called so or has this code."""
        return LocalAuthority.objects.choosable().typed(typed).filter(slug__in=self.slugs).exists()

    def committed(self, campaign: CampaignPage) -> list[Commitment]:
        """What some of them have undertaken in public: nobody learns here of a demand under study."""
        known = committed(campaign, self.authorities).filter(state__in=PUBLIC_STATES)
        return list(known.select_related("campaign")) if self.authorities else []


def _address(name: str, slugs: Sequence[str]) -> str:
    path = reverse(name)
    return f"{path}?{urlencode([(CHOSEN, slug) for slug in slugs])}" if slugs else path
