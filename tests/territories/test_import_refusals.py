"""A malformed register is refused whole, and whoever runs the command knows what to mend."""

import json

import pytest
from django.core.management import CommandError, call_command

from cms.taxonomy.models import AuthorityType
from cms.territories.models import Department, LocalAuthority, Region
from tests.factories.register import authority_types, official_files, write_register


@pytest.fixture(autouse=True)
def types(db):
    authority_types()


def with_row(name, number, **values):
    """The official files, one row changed."""
    files = official_files()
    files[name][number] |= values
    return files


def without_field(name, number, field):
    files = official_files()
    del files[name][number][field]
    return files


def doubled(name):
    files = official_files()
    files[name].append(files[name][0])
    return files


MALFORMED = {
    "no JSON": (official_files() | {"communes": '[{"code": "35238"'}, "communes.json : ce n’est pas du JSON"),
    "not UTF-8": (official_files() | {"regions": "\udce9"}, "regions.json : ce n’est pas du JSON en UTF-8"),
    "no list": (official_files() | {"regions": {"code": "53"}}, "regions.json : une liste"),
    "empty list": (official_files() | {"ept": []}, "ept.json : une liste d’au moins un élément"),
    "no object": (official_files() | {"ept": ["200058790"]}, "ept.json, élément 1 : un objet est attendu"),
    "missing key": (without_field("communes", 1, "nom"), "communes.json, élément 2, champ « nom » : il manque"),
    "wrong type": (with_row("communes", 0, population="230890"), "« population » : un nombre entier est attendu"),
    "true is no number": (with_row("communes", 0, population=True), "« population » : un nombre entier est attendu"),
    "negative population": (
        with_row("epci", 0, populationMunicipale=-1),
        "« populationMunicipale » : -1 est hors des bornes",
    ),
    "blank name": (with_row("epci", 0, nom="  "), "epci.json, élément 1, champ « nom »"),
    "endless name": (with_row("epci", 0, nom="a" * 151), "epci.json, élément 1, champ « nom »"),
    "code of another form": (with_row("communes", 3, code="9305"), "communes.json, élément 4, champ « code » : '9305'"),
    "commune twice": (doubled("communes"), "communes.json, élément 5, champ « code » : « 35238 » figure déjà"),
    "grouping twice": (doubled("epci"), "epci.json, élément 2, champ « code » : « 243500139 » figure déjà"),
    "same SIREN": (
        with_row("communes", 1, siren="213502388"),
        "élément 2, champ « siren » : « 213502388 » figure déjà",
    ),
    "wrong key": (with_row("epci", 0, code="243500138"), "la clé de contrôle du SIREN 243500138 est fausse"),
    "unknown nature": (
        with_row("epci", 0, type="XYZ"),
        "epci.json, élément 1, champ « type » : nature inconnue : « XYZ »",
    ),
    "unknown kind of commune": (with_row("communes", 2, type="hameau"), "nature inconnue : « hameau »"),
    "unknown member": (
        with_row("epci", 0, membres=[{"code": "35999", "populationMunicipale": 1}]),
        "champ « membres », élément 1, champ « code » : code de commune inconnu : « 35999 »",
    ),
    "former commune as a member": (
        with_row("epci", 0, membres=[{"code": "35004", "populationMunicipale": 1}]),
        "code de commune inconnu : « 35004 »",
    ),
    "unknown département": (with_row("communes", 0, departement="99"), "département inconnu : « 99 »"),
    "another région": (with_row("communes", 0, region="11"), "le département 35 est dans la région 53"),
    "unknown article": (with_row("departements", 0, typeLiaison=9), "9 n’est pas un article du COG"),
}


@pytest.mark.parametrize(("files", "reason"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_file_is_refused_with_its_reason_and_nothing_is_written(tmp_path, files, reason):
    if files["regions"] == "\udce9":
        folder = write_register(tmp_path, official_files())
        (folder / "data" / "regions.json").write_bytes(b"\xe9")
    else:
        folder = write_register(tmp_path, files)

    with pytest.raises(CommandError) as refusal:
        call_command("import_collectivites", str(folder))

    assert str(refusal.value).startswith("Import refusé, rien n’est écrit.")
    assert reason in str(refusal.value)
    assert not any(model.objects.exists() for model in (Region, Department, LocalAuthority))


def test_a_missing_file_is_named(tmp_path):
    folder = write_register(tmp_path, official_files())
    (folder / "data" / "epci.json").unlink()

    with pytest.raises(CommandError, match=r"epci\.json : le fichier manque"):
        call_command("import_collectivites", str(folder))


def test_a_package_file_without_version_is_refused(tmp_path):
    folder = write_register(tmp_path, official_files())
    (folder / "package.json").write_text(json.dumps({"name": "@etalab/decoupage-administratif"}))

    with pytest.raises(CommandError, match=r"package\.json"):
        call_command("import_collectivites", str(folder))


def test_a_nature_that_the_vocabulary_lacks_is_named(tmp_path):
    AuthorityType.objects.filter(register_code="DEP").delete()

    with pytest.raises(CommandError, match="aucun n’a pour code du découpage DEP"):
        call_command("import_collectivites", str(write_register(tmp_path, official_files())))
