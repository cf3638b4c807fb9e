"""The official register laid over the one of the site."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core.content_version import current_version
from cms.taxonomy.models import AuthorityType
from cms.territories.models import Department, LocalAuthority, Region
from search.models import SearchEntry
from tests.factories import LocalAuthorityFactory, UseCasePageFactory
from tests.factories.register import authority_types, commune, official_files, write_register


@pytest.fixture(autouse=True)
def types(db):
    authority_types()


@pytest.fixture
def package(tmp_path):
    return write_register(tmp_path, official_files())


def run(folder, **options):
    output = StringIO()
    call_command("import_collectivites", str(folder), stdout=output, **options)
    return output.getvalue()


def changed(tmp_path, **files):
    return write_register(tmp_path, official_files() | files)


def renamed_communes(name):
    return [row | {"nom": name} if row["code"] == "35238" else row for row in official_files()["communes"]]


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Region, Department, LocalAuthority)]


def test_each_nature_is_created_with_its_code_its_place_and_its_figures(package):
    run(package)

    metropole = LocalAuthority.objects.get(siren="243500139")
    assert (metropole.name, metropole.authority_type.slug, metropole.cog_code) == ("Rennes Métropole", "metropole", "")
    assert (metropole.place, metropole.population, metropole.commune_count) == ("Ille-et-Vilaine, Bretagne", 473973, 2)
    town = LocalAuthority.objects.get(cog_code="35131")
    assert (town.name, town.official_name, town.siren) == ("L’Hermitage", "L'Hermitage", "213501315")
    assert town.population_source == "@etalab/decoupage-administratif 6.0.0"
    names = set(LocalAuthority.objects.filter(siren="").values_list("name", flat=True))
    assert names == {
        "Région Île-de-France",
        "Région Bretagne",
        "Département d’Ille-et-Vilaine",
        "Département de la Seine-Saint-Denis",
    }


def test_a_region_and_a_departement_have_the_inhabitants_of_their_communes(package):
    run(package)

    for name in ("Région Bretagne", "Département d’Ille-et-Vilaine"):
        authority = LocalAuthority.objects.get(name=name)
        assert (authority.population, authority.commune_count) == (230890 + 4730, 2)
        assert "somme des communes" in authority.population_source


def test_a_former_commune_and_an_overseas_collectivity_are_left_out_and_said(package):
    output = run(package)

    assert "Lignes laissées : 1 (communes déléguées" in output
    assert "Lignes laissées : 1 (collectivités d’outre-mer" in output
    assert not LocalAuthority.objects.filter(cog_code__in=["35004", "987"]).exists()
    assert Region.objects.get(code="987").name == "Polynésie française"


def test_a_second_run_changes_nothing_and_says_so(package):
    assert "Communes : 3 créées, 0 modifiées, 0 inchangées" in run(package)
    before = everything()

    output = run(package)

    assert everything() == before
    assert "Communes : 0 créées, 0 modifiées, 3 inchangées, 0 disparues." in output
    assert "Découpage (régions et départements) : 0 créés" in output


def test_a_record_of_the_site_is_recognised_by_its_code(package):
    town = LocalAuthorityFactory(name="Ville de Rennes", slug="rennes", cog_code="35238")
    metropole = LocalAuthorityFactory(
        name="Rennes et ses voisines", siren="243500139", authority_type=AuthorityType.objects.get(slug="metropole")
    )

    run(package)

    assert LocalAuthority.objects.filter(cog_code="35238").get().pk == town.pk
    assert LocalAuthority.objects.filter(siren="243500139").get().pk == metropole.pk
    town.refresh_from_db()
    assert (town.siren, town.population, str(town.department)) == ("213502388", 230890, "Ille-et-Vilaine")


def test_what_staff_typed_is_kept(package):
    typed = {
        "name": "Ville de Rennes",
        "aliases": "Roazhon",
        "website": "https://metropole.rennes.fr/",
        "latitude": 48.11,
        "longitude": -1.68,
        "source": "Présentation du 11 février 2025",
        "slug": "rennes",
    }
    LocalAuthorityFactory(cog_code="35238", population=1, **typed)

    run(package)

    town = LocalAuthority.objects.get(cog_code="35238")
    assert {name: getattr(town, name) for name in typed} == typed
    assert town.population == 230890


def test_what_the_register_does_not_say_is_not_erased(package, tmp_path):
    run(package)
    LocalAuthority.objects.filter(name="Région Bretagne").update(siren="233500016")
    silent = [
        {name: value for name, value in row.items() if name != "population"} for row in official_files()["communes"]
    ]

    run(changed(tmp_path, communes=silent))

    assert LocalAuthority.objects.get(name="Région Bretagne").siren == "233500016"
    assert LocalAuthority.objects.get(cog_code="35238").population == 230890


def test_the_usual_name_follows_the_official_one_until_staff_writes_its_own(package, tmp_path):
    run(package)
    LocalAuthority.objects.filter(siren="243500139").update(name="La métropole de Rennes")
    renamed = [row | {"nom": "Rennes Bretagne Métropole"} for row in official_files()["epci"]]

    output = run(changed(tmp_path, communes=renamed_communes("Rennes-en-Bretagne"), epci=renamed))

    town, metropole = LocalAuthority.objects.get(cog_code="35238"), LocalAuthority.objects.get(siren="243500139")
    assert (town.name, town.slug) == ("Rennes-en-Bretagne", "rennes-35238")
    assert (metropole.name, metropole.official_name) == ("La métropole de Rennes", "Rennes Bretagne Métropole")
    assert "Communes : 0 créées, 1 modifiées, 2 inchangées" in output
    assert "nom officiel : 1" in output
    assert LocalAuthority.objects.matching("rennes en bretagne").first() == town


def test_a_finer_type_of_the_same_nature_is_kept(package):
    new = AuthorityType.objects.create(
        label="Commune nouvelle", slug="commune-nouvelle", register_code="COM", order=9999
    )
    LocalAuthorityFactory(cog_code="35238", authority_type=new)

    run(package)

    assert LocalAuthority.objects.get(cog_code="35238").authority_type == new


def test_an_intercommunalite_that_changes_its_nature_stays_the_same_record(package, tmp_path):
    run(package)
    before = LocalAuthority.objects.get(siren="243500139").pk

    run(changed(tmp_path, epci=[row | {"type": "CA"} for row in official_files()["epci"]]))

    after = LocalAuthority.objects.get(siren="243500139")
    assert (after.pk, after.authority_type.slug) == (before, "communaute-d-agglomeration")


def test_what_left_the_register_is_named_and_kept(package, tmp_path):
    run(package)
    without = [row for row in official_files()["communes"] if row["code"] != "93051"]
    ept = [row | {"membres": [{"code": "35238", "populationMunicipale": 1}]} for row in official_files()["ept"]]

    output = run(changed(tmp_path, communes=without, ept=ept))

    assert "disparue du registre, gardée : Noisy-le-Grand (93051)" in output
    noisy = LocalAuthority.objects.get(cog_code="93051")
    noisy.replaced_by = LocalAuthority.objects.get(cog_code="35238")
    noisy.save()
    assert "Noisy-le-Grand" not in run(tmp_path)


def test_a_trial_says_what_would_change_and_writes_nothing(package):
    before = everything()

    output = run(package, dry_run=True)

    assert everything() == before
    assert "Communes : 3 créées" in output
    assert "Essai : rien n’est écrit" in output


def test_a_renamed_commune_is_found_under_its_new_name_in_the_fiche_that_shows_it(package, tmp_path, library):
    run(package)
    page = UseCasePageFactory(parent=library, authority=LocalAuthority.objects.get(cog_code="35238"))

    run(changed(tmp_path, communes=renamed_communes("Rennes-en-Bretagne")))

    entry = SearchEntry.objects.get(object_id=page.pk, kind="fiche")
    assert entry.card["authority"] == "Rennes-en-Bretagne"


def test_a_change_makes_a_new_version_of_the_public_content_and_a_second_run_none(package):
    before = current_version()
    run(package)
    after = current_version()
    run(package)

    assert before != after == current_version()


def test_an_import_leaves_alone_the_entries_that_it_does_not_touch(package, library):
    """One look at what entries show, whatever the number of authorities."""
    UseCasePageFactory(parent=library)
    run(package)
    LocalAuthority.objects.update(population=1)

    with CaptureQueriesContext(connection) as queries:
        run(package)

    assert not [query for query in queries if "search_stalescope" in query["sql"] and "INSERT" in query["sql"]]


def test_two_records_that_share_the_codes_of_one_commune_are_refused(package):
    LocalAuthorityFactory(name="Rennes par son code", cog_code="35238")
    LocalAuthorityFactory(name="Rennes par son SIREN", siren="213502388")

    with pytest.raises(CommandError, match="portent chacune un de ses codes"):
        run(package)

    assert LocalAuthority.objects.count() == 2


def test_an_import_that_dies_in_the_middle_writes_nothing(package, tmp_path):
    """Here on its last commune, once régions, départements and the first batch are written."""
    LocalAuthorityFactory(name="Sans code", slug="zuydcoote-35999")
    many = [commune(f"35{number}", "Zuydcoote", "", 1) for number in range(400, 1000)]
    for row in many:
        del row["siren"]
    before = everything()

    with pytest.raises(CommandError, match="Sans code"):
        run(changed(tmp_path, communes=official_files()["communes"] + many))

    assert everything() == before
