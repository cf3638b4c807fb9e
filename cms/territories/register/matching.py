"""Which authority of the site a row of the official register is, and what the register changes about it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q

from cms.core.names import searchable
from cms.taxonomy.models import AuthorityType
from cms.territories.models import Department, LocalAuthority, Region
from cms.territories.models.local_authority import FRANCE
from cms.territories.register.official import Official, french
from cms.territories.register.rows import RegisterError

SLUG_LENGTH = 80


class Lookups:
    """Keys of the rows that authorities point to, read once."""

    def __init__(self) -> None:
        types = list(AuthorityType.objects.exclude(register_code="").order_by("-order", "-pk"))
        self.type_of_nature = {term.register_code: term.pk for term in types}  # the first of the vocabulary wins
        self.nature_of_type = {term.pk: term.register_code for term in types}
        self.regions = dict(Region.objects.values_list("code", "pk"))
        self.departments = dict(Department.objects.values_list("code", "pk"))

    def columns(self, official: Official) -> dict[str, Any]:
        """Column to official value. What the register does not say is absent, so that it erases nothing."""
        values = {
            "authority_type_id": self.type_of_nature[official.nature],
            "official_name": official.official_name,
            "cog_code": official.cog_code,
            "siren": official.siren,
            "department_id": self.departments.get(official.department),
            "region_id": self.regions[official.region],
            "population": official.population,
            "population_source": official.population_source,
            "commune_count": official.commune_count,
        }
        return {name: value for name, value in values.items() if value is not None and value != ""}


def matched(officials: Sequence[Official], lookups: Lookups) -> Iterator[tuple[Official, LocalAuthority | None]]:
    """Each row with the authority that has its SIREN, or its COG code in its nature. Two queries at most."""
    known = _known(officials, lookups)
    for official in officials:
        found = {authority.pk: authority for key in _keys(official) if (authority := known.get(key))}
        if len(found) > 1:
            names = " et ".join(f"« {authority.name} »" for authority in found.values())
            raise RegisterError(
                f"{official.official_name} (COG {official.cog_code}, SIREN {official.siren}) : "
                f"{names} portent chacune un de ses codes. Corrigez-en une, puis relancez."
            )
        yield official, next(iter(found.values()), None)


def _keys(official: Official) -> list[tuple[str, str]]:
    keys = [("", official.siren), (official.nature, official.cog_code)]
    return [(nature, code) for nature, code in keys if code]


def _known(officials: Sequence[Official], lookups: Lookups) -> dict[tuple[str, str], LocalAuthority]:
    """By (nature, COG code), and by SIREN under an empty nature."""
    by_siren = Q(siren__in=[official.siren for official in officials if official.siren])
    by_code = Q(
        cog_code__in=[official.cog_code for official in officials if official.cog_code],
        authority_type__register_code__in={official.nature for official in officials},
    )
    known = {}
    for authority in LocalAuthority.objects.filter(by_siren | by_code, country=FRANCE):
        known["", authority.siren] = authority
        known[lookups.nature_of_type.get(authority.authority_type_id, ""), authority.cog_code] = authority
    return known


def new_authority(official: Official, lookups: Lookups, source: str) -> LocalAuthority:
    """Its address holds its code: homonyms are many, and none depends on which came first."""
    name, code = usual_name(official, official.official_name), official.cog_code or official.siren
    words = searchable(name).replace(" ", "-")[: SLUG_LENGTH - 1 - len(code)].rstrip("-")
    authority = LocalAuthority(name=name, slug=f"{words}-{code}".lower(), source=source, **lookups.columns(official))
    authority.search_text = authority.searched()
    return authority


def move(authority: LocalAuthority, official: Official, lookups: Lookups) -> list[str]:
    """Set the official values that differ; the names of the columns set.

    The usual name follows the official one until staff writes its own. A finer type of the same nature, such as
    « commune nouvelle », is theirs too.
    """
    columns = lookups.columns(official)
    if lookups.nature_of_type.get(authority.authority_type_id) == official.nature:
        del columns["authority_type_id"]
    if authority.name == usual_name(official, authority.official_name):
        columns["name"] = usual_name(official, official.official_name)
    moved = [name for name, value in columns.items() if getattr(authority, name) != value]
    for name in moved:
        setattr(authority, name, columns[name])
    authority.search_text = authority.searched()
    return moved


def usual_name(official: Official, name: str) -> str:
    return official.label % french(name)
