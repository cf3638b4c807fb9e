"""Lay the official register over the one of the site: official values follow it, what staff typed stays."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction

from cms.core import content_version
from cms.core.names import searchable
from cms.territories.models import Department, LocalAuthority, Region
from cms.territories.models.local_authority import FRANCE
from cms.territories.register.matching import Lookups, matched, move, new_authority
from cms.territories.register.official import Area, Official, Register, french
from cms.territories.register.rows import RegisterError
from cms.territories.signals import register_changed

AT_ONCE = 500
"""Authorities held in memory, and written by one statement."""
WRITTEN = (
    "authority_type",
    "name",
    "official_name",
    "cog_code",
    "siren",
    "department",
    "region",
    "population",
    "population_source",
    "commune_count",
    "search_text",
)

Progress = Callable[[str, int, int], None]
"""Told a label, how many are done and how many there are."""


@dataclass
class Count:
    """`fields` counts the changes by column; `gone` are authorities of the site that the register does not have."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    gone: list[LocalAuthority] = field(default_factory=list)


@dataclass
class Report:
    """`areas`: régions and départements of the geographic code created or changed; `counts` by label of authorities."""

    areas: int = 0
    counts: dict[str, Count] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)
    """Keys of the authorities changed; those created are shown nowhere yet."""

    @property
    def wrote(self) -> bool:
        return bool(self.areas or any(count.created or count.changed for count in self.counts.values()))


@transaction.atomic
def import_register(register: Register, progress: Progress, *, dry_run: bool = False) -> Report:
    """All of it or nothing.

    Raises RegisterError when two authorities of the site share a row, or when the address of a new one is taken.
    """
    report = Report(areas=_import_areas(register))
    lookups = Lookups()
    for label, officials in register.authorities.items():
        count = report.counts[label] = Count()
        kept = set[int]()
        for done, some in _batches(officials):
            kept |= _import_batch(some, lookups, register.source, count, report.changed)
            progress(label, done, len(officials))
        count.gone = _gone({official.nature for official in officials}, kept)
    if dry_run:
        transaction.set_rollback(True)
    elif report.wrote:
        content_version.renew()
        register_changed.send(sender=LocalAuthority, ids=report.changed)
    return report


def _import_batch(
    officials: Sequence[Official], lookups: Lookups, source: str, count: Count, changed: set[int]
) -> set[int]:
    """Keys of the authorities that these rows are."""
    created, moved, kept = [], [], set[int]()
    for official, authority in matched(officials, lookups):
        if authority is None:
            created.append(new_authority(official, lookups, source))
            continue
        kept.add(authority.pk)
        if fields := move(authority, official, lookups):
            moved.append(authority)
            count.fields.update(fields)
    _refuse_taken_addresses(created)
    kept.update(authority.pk for authority in LocalAuthority.objects.bulk_create(created))
    LocalAuthority.objects.bulk_update(moved, WRITTEN)
    changed.update(authority.pk for authority in moved)
    count.created += len(created)
    count.changed += len(moved)
    count.unchanged += len(officials) - len(created) - len(moved)
    return kept


def _refuse_taken_addresses(created: Iterable[LocalAuthority]) -> None:
    for taken in LocalAuthority.objects.filter(slug__in=[authority.slug for authority in created]):
        raise RegisterError(
            f"« {taken.name} » a déjà l’identifiant « {taken.slug} », sans le code qu’il porte. "
            "Donnez-lui ce code, puis relancez."
        )


def _gone(natures: set[str], kept: set[int]) -> list[LocalAuthority]:
    """Authorities of these natures that no row is, except those that staff has already said replaced."""
    present = LocalAuthority.objects.filter(
        country=FRANCE, authority_type__register_code__in=natures, replaced_by=None
    ).order_by("pk")
    gone = [pk for pk in present.values_list("pk", flat=True).iterator() if pk not in kept]
    return [authority for _, some in _batches(gone) for authority in present.filter(pk__in=some)]


def _batches(items: Sequence[Any]) -> Iterator[tuple[int, Sequence[Any]]]:
    """How many items are done after each batch, and the batch."""
    rest = iter(items)
    done = 0
    while some := list(islice(rest, AT_ONCE)):
        done += len(some)
        yield done, some


def _import_areas(register: Register) -> int:
    """Saved one by one: they are few, and each tells by its signals that it changed."""
    written = 0
    for area in register.regions.values():
        slug = searchable(area.name).replace(" ", "-")
        written += _save_area(Region, area, {"name": french(area.name)}, {"slug": slug})
    regions = {region.code: region for region in Region.objects.all()}
    for area in register.departments.values():
        written += _save_area(Department, area, {"name": french(area.name), "region": regions[area.region]}, {})
    return written


def _save_area(model: Any, area: Area, values: dict[str, Any], at_creation: dict[str, Any]) -> bool:
    known = model.objects.filter(code=area.code).first()
    if known and all(getattr(known, name) == value for name, value in values.items()):
        return False
    model.objects.update_or_create(code=area.code, defaults=values, create_defaults=values | at_creation)
    return True
