"""Addresses of a listing: the same parameters in the same order, so that one list has one address."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

Pair = tuple[str, str]
LIBRARY_URL = "/bibliotheque/"
"""Of the library: part of the public contract of addresses."""
PROPOSALS_URL, OPINIONS_URL = "/concertations/propositions/", "/concertations/avis/"
"""Of the lists that hold the passages of reports and the recommendations of opinions: likewise."""
FILTERS, FEED, ATOM = "filtres", "flux", "atom"
"""What follows the address of a list: all its filters on a page, and its feed, in RSS or, below, in Atom."""
SORT, NEAR, FICHE = "tri", "pres-de", "fiche"
"""Parameters that order a list: how, the collectivité that distances are counted from, the fiche one comes from."""
ORDERING = (SORT, NEAR, FICHE)
ALERTS_URL, ALERT_LIST = "/alertes/nouvelle/", "liste"
"""Where a list is followed, and the parameter that gives its address; its conditions are the others."""


def list_path(path: str) -> str:
    """The address of the list, for itself and for what is below it."""
    path = path.removesuffix(f"/{FILTERS}/").removesuffix(f"/{FEED}/{ATOM}/").removesuffix(f"/{FEED}/")
    return path.rstrip("/") + "/"


@dataclass(frozen=True)
class Address:
    path: str
    pairs: tuple[Pair, ...] = ()

    def without(self, name: str, value: str) -> "Address":
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair != (name, value)))

    def only(self, *names: str) -> "Address":
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] in names))

    def excluding(self, *names: str) -> "Address":
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] not in names))

    def replacing(self, name: str, value: str) -> "Address":
        return replace(self, pairs=tuple((known, value if known == name else old) for known, old in self.pairs))

    def adding(self, *pairs: Pair) -> "Address":
        return replace(self, pairs=(*self.pairs, *pairs))

    def below(self, name: str) -> "Address":
        """The same conditions at an address under this one."""
        return replace(self, path=f"{self.path}{name}/")

    def page(self, number: int) -> str:
        return str(self) if number == 1 else str(replace(self, pairs=(*self.pairs, ("page", str(number)))))

    def __str__(self) -> str:
        return f"{self.path}?{urlencode(self.pairs)}" if self.pairs else self.path
