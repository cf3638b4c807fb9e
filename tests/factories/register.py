"""A small official register on disk, in the form of the npm package, and ways to spoil it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cms.taxonomy.models import AuthorityType
from tests.factories.terms import AuthorityTypeFactory

Rows = list[dict[str, Any]]

NATURES = {
    "COM": ("commune", AuthorityType.Group.COMMUNES),
    "CC": ("communaute-de-communes", AuthorityType.Group.INTERCOMMUNALITES),
    "CA": ("communaute-d-agglomeration", AuthorityType.Group.INTERCOMMUNALITES),
    "METRO": ("metropole", AuthorityType.Group.INTERCOMMUNALITES),
    "EPT": ("etablissement-public-territorial", AuthorityType.Group.INTERCOMMUNALITES),
    "DEP": ("departement", AuthorityType.Group.DEPARTEMENTS),
    "REG": ("region", AuthorityType.Group.REGIONS),
}


def authority_types() -> None:
    for code, (slug, group) in NATURES.items():
        AuthorityTypeFactory(slug=slug, group=group, register_code=code)


def commune(code: str, nom: str, siren: str, population: int, **others: Any) -> dict[str, Any]:
    where = {"departement": code[:2], "region": {"35": "53", "93": "11"}[code[:2]]}
    return {
        "code": code,
        "nom": nom,
        **where,
        "type": "commune-actuelle",
        "siren": siren,
        "population": population,
        **others,
    }


def member(code: str, population: int) -> dict[str, Any]:
    return {"code": code, "populationMunicipale": population}


def official_files() -> dict[str, Rows]:
    """Two régions and an overseas collectivité, two départements, three communes, a métropole, an EPT."""
    return {
        "regions": [
            {"code": "11", "nom": "Île-de-France", "zone": "metro"},
            {"code": "53", "nom": "Bretagne", "zone": "metro"},
            {"code": "987", "nom": "Polynésie française", "zone": "com"},
        ],
        "departements": [
            {"code": "35", "nom": "Ille-et-Vilaine", "region": "53", "typeLiaison": 1, "zone": "metro"},
            {"code": "93", "nom": "Seine-Saint-Denis", "region": "11", "typeLiaison": 3, "zone": "metro"},
            {"code": "987", "nom": "Polynésie française", "region": "987", "typeLiaison": 0, "zone": "com"},
        ],
        "communes": [
            commune("35238", "Rennes", "213502388", 230890),
            commune("35131", "L'Hermitage", "213501315", 4730),
            commune("35004", "Antrain", "", 0, type="commune-deleguee"),
            commune("93051", "Noisy-le-Grand", "219300514", 72978),
        ],
        "epci": [
            {
                "code": "243500139",
                "nom": "Rennes Métropole",
                "type": "METRO",
                "populationMunicipale": 473973,
                "membres": [member("35238", 230890), member("35131", 4730)],
            }
        ],
        "ept": [
            {
                "code": "200058790",
                "nom": "Grand Paris Grand Est",
                "type": "EPT",
                "populationMunicipale": 420333,
                "membres": [member("93051", 72978)],
            }
        ],
    }


def write_register(folder: Path, files: Mapping[str, Any], version: str = "6.0.0") -> Path:
    """The folder of the unpacked package; a text is written as it is."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    package = {"name": "@etalab/decoupage-administratif", "version": version}
    (folder / "package.json").write_text(json.dumps(package), encoding="utf-8")
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / "data" / f"{name}.json").write_text(text, encoding="utf-8")
    return folder
