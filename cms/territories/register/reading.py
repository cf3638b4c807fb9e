"""From the files of the npm package `@etalab/decoupage-administratif` to the register they describe.

Everything is checked before anything is written: the first fault raises `RegisterError`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from cms.territories.register.official import COMMUNE, DEPARTMENT, REGION, Area, Official, Register
from cms.territories.register.rows import RegisterError, Row, read_rows

PACKAGE = "@etalab/decoupage-administratif"
SUMMED = " (somme des communes)"

CURRENT = "commune-actuelle"
COMMUNE_KINDS = {CURRENT, "commune-deleguee", "commune-associee", "arrondissement-municipal"}
OVERSEAS_COLLECTIVITY = "com"
ZONES = {"metro", "drom", OVERSEAS_COLLECTIVITY}

REGION_CODE = r"\d{2,3}"
DEPARTMENT_CODE = r"\d{2,3}|2[AB]"
COMMUNE_CODE = r"\d[\dAB]\d{3}"
ARTICLES = ("de ", "d’", "du ", "de la ", "des ", "de l’", "des ", "de las ", "de los ")
"""By « type de nom en clair » (TNCC) of the COG: what stands between « Département » and its name."""


def read_register(folder: Path, natures: Iterable[str]) -> Register:
    """`folder` is the unpacked package or its `data`; `natures`, the codes that our types of authority know."""
    data = folder / "data" if (folder / "data").is_dir() else folder
    register, known = Register(_source(data)), set(natures)
    named: dict[str, list[Official]] = {REGION: [], DEPARTMENT: []}
    for official in (*_regions(register, data), *_departments(register, data)):
        named[official.nature].append(official)
    sirens: set[str] = set()
    communes = list(_communes(register, data, sirens))
    departments = {official.cog_code: official.department for official in communes}
    groupings = [
        official
        for name in ("epci.json", "ept.json")
        for official in _groupings(register, read_rows(data, name), known, departments, sirens)
    ]
    _sum_communes(named, communes, register.source)
    register.authorities = {
        "Régions": named[REGION],
        "Départements": named[DEPARTMENT],
        "Communes": communes,
        "Intercommunalités": groupings,
    }
    _refuse_unknown_natures(register, known)
    return register


def _source(data: Path) -> str:
    """The package and its version, which is the vintage of the figures; the name alone when nothing tells it."""
    for manifest in (data / "package.json", data.parent / "package.json"):
        if manifest.is_file():
            try:
                content = json.loads(manifest.read_text(encoding="utf-8"))
                if content["name"] == PACKAGE:
                    return f"{PACKAGE} {content['version']}"
            except (ValueError, KeyError, TypeError) as error:
                raise RegisterError(f"{manifest.name} : ni nom ni version du paquet ({error}).") from error
    return PACKAGE


def _regions(register: Register, data: Path) -> Iterator[Official]:
    seen: set[str] = set()
    for row in read_rows(data, "regions.json"):
        area = Area(row.text("code", REGION_CODE), row.text("nom"))
        row.unique("code", seen)
        register.regions[area.code] = area
        if row.choice("zone", ZONES, "nature") == OVERSEAS_COLLECTIVITY:
            register.left_out["collectivités d’outre-mer, dont le fichier ne dit pas le statut"] += 1
            continue
        yield Official(REGION, area.name, "Région %s", area.code, region=area.code)


def _departments(register: Register, data: Path) -> Iterator[Official]:
    seen: set[str] = set()
    for row in read_rows(data, "departements.json"):
        area = Area(
            row.text("code", DEPARTMENT_CODE), row.text("nom"), row.choice("region", register.regions, "région")
        )
        row.unique("code", seen)
        register.departments[area.code] = area
        article = row.whole("typeLiaison")
        if article >= len(ARTICLES):
            row.refuse("typeLiaison", f"{article} n’est pas un article du COG.")
        if row.choice("zone", ZONES, "nature") != OVERSEAS_COLLECTIVITY:
            label = f"Département {ARTICLES[article]}%s"
            yield Official(DEPARTMENT, area.name, label, area.code, department=area.code, region=area.region)


def _communes(register: Register, data: Path, sirens: set[str]) -> Iterator[Official]:
    seen: set[str] = set()
    for row in read_rows(data, "communes.json"):
        if row.choice("type", COMMUNE_KINDS, "nature") != CURRENT:
            register.left_out["communes déléguées ou associées, arrondissements municipaux"] += 1
            continue
        official = _commune(register, row)
        row.unique("code", seen)
        if official.siren:
            row.unique("siren", sirens)
        yield official


def _commune(register: Register, row: Row) -> Official:
    department = register.departments[row.choice("departement", register.departments, "département")]
    if row.text("region") != department.region:
        row.refuse("region", f"le département {department.code} est dans la région {department.region}.")
    counted = "population" in row.values
    return Official(
        COMMUNE,
        row.text("nom"),
        "%s",
        row.text("code", COMMUNE_CODE),
        row.siren("siren") if "siren" in row.values else "",
        department.code,
        department.region,
        row.whole("population") if counted else None,
        register.source if counted else "",
    )


def _groupings(
    register: Register, rows: Iterable[Row], natures: set[str], communes: dict[str, str], sirens: set[str]
) -> Iterator[Official]:
    """Intercommunalités: identified by a SIREN, made of `communes` (code to département)."""
    for row in rows:
        nature, siren = row.choice("type", natures, "nature"), row.siren("code")
        row.unique("code", sirens)
        members, seen = Counter[str](), set[str]()
        for member in row.rows("membres"):
            members[communes[member.choice("code", communes, "code de commune")]] += member.whole(
                "populationMunicipale"
            )
            member.unique("code", seen)
        department = min(members, key=lambda code: (-members[code], code))
        yield Official(
            nature,
            row.text("nom"),
            "%s",
            siren=siren,
            department=department,
            region=register.departments[department].region,
            population=row.whole("populationMunicipale"),
            population_source=register.source,
            commune_count=len(seen),
        )


def _sum_communes(named: dict[str, list[Official]], communes: list[Official], source: str) -> None:
    """The files give no population for a région or a département: that of its communes, when each has one."""
    inhabitants, counts, unknown = Counter[str](), Counter[str](), set[str]()
    for commune in communes:
        for key in (f"{DEPARTMENT}{commune.department}", f"{REGION}{commune.region}"):
            inhabitants[key] += commune.population or 0
            unknown.update([key] if commune.population is None else [])
            counts[key] += 1
    for official in (*named[REGION], *named[DEPARTMENT]):
        key = f"{official.nature}{official.cog_code}"
        if key not in unknown:
            official.population, official.population_source = inhabitants[key], f"{source}{SUMMED}"
        official.commune_count = counts[key]


def _refuse_unknown_natures(register: Register, known: set[str]) -> None:
    used = {official.nature for officials in register.authorities.values() for official in officials}
    if missing := used - known:
        raise RegisterError(
            f"Types de collectivité : aucun n’a pour code du découpage {', '.join(sorted(missing))}. "
            "Ajoutez-le au vocabulaire, puis relancez."
        )
