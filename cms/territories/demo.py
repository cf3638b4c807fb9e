"""Régions, départements and the collectivités of the reference data."""

from django.utils.text import slugify

from cms.taxonomy.demo import Item, Report, read_items, source_title
from cms.taxonomy.models import AuthorityType
from cms.territories.models import Department, LocalAuthority, Region


def load_region(item: Item) -> bool:
    _, created = Region.objects.get_or_create(
        code=item["code"], defaults={"name": item["nom"], "slug": slugify(item["nom"].replace("’", "-"))}
    )
    return created


def load_department(item: Item) -> bool:
    _, created = Department.objects.get_or_create(
        code=item["code"], defaults={"name": item["nom"], "region": Region.objects.get(code=item["region"])}
    )
    return created


def cog_code(item: Item) -> str:
    """Code in the official register of the kind of authority it is; an intercommunalité has none."""
    code = {"departement": item["departement"], "region": item["region"]}.get(item["type"], item["code_insee"])
    return code or ""


def load_authority(item: Item) -> bool:
    if LocalAuthority.objects.filter(slug=item["id"]).exists():
        return False
    authority = LocalAuthority(
        slug=item["id"],
        name=item["nom"],
        official_name=item["nom_cog"] or "",
        authority_type=AuthorityType.objects.get(slug=item["type"]),
        country=item["pays"],
        cog_code=cog_code(item),
        siren=item["siren"] or "",
        region=Region.objects.filter(code=item["region"]).first(),
        department=Department.objects.filter(code=item["departement"]).first(),
        population=item["population"],
        population_source=item["population_source"] or "",
        commune_count=item["nb_communes"],
        latitude=item["lat"],
        longitude=item["lon"],
        source=source_title(item["source"]),
    )
    authority.full_clean()
    authority.save()
    return True


def load(report: Report) -> None:
    report("Régions", read_items(__file__, "regions"), load_region)
    report("Départements", read_items(__file__, "departements"), load_department)
    report("Collectivités", read_items(__file__, "collectivites"), load_authority)
