"""The documented collectivités as open data.

UTF-8 without byte order mark, commas, a header line, CRLF: RFC 4180, which data.gouv.fr and its validators expect.
"""

import csv
from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.core.content_version import version_for
from cms.core.csv_cells import csv_cell
from cms.core.licence import LICENCE_URL
from search.authorities import Documented, documented


class Column(NamedTuple):
    """`meaning` is read by those who reuse the file."""

    name: str
    meaning: str
    read: Callable[[Documented], Any]


COLUMNS = (
    Column("identifiant", "identifiant stable, dans l’adresse de la page", lambda row: row.authority.slug),
    Column("nom", "nom d’usage", lambda row: row.authority.name),
    Column("nom_officiel", "nom du découpage administratif officiel", lambda row: row.authority.official_name),
    Column("type", "nature juridique", lambda row: row.authority.authority_type.label),
    Column("pays", "code ISO 3166-1", lambda row: row.authority.country),
    Column("code_cog", "code officiel géographique, sauf intercommunalités", lambda row: row.authority.cog_code),
    Column("siren", "numéro SIREN", lambda row: row.authority.siren),
    Column(
        "departement", "code du département", lambda row: row.authority.department and row.authority.department.code
    ),
    Column("region", "code de la région", lambda row: row.authority.region and row.authority.region.code),
    Column("population", "habitants", lambda row: row.authority.population),
    Column("population_source", "source et millésime de la population", lambda row: row.authority.population_source),
    Column("communes", "nombre de communes", lambda row: row.authority.commune_count),
    Column("latitude", "degrés, WGS 84", lambda row: row.authority.latitude),
    Column("longitude", "degrés, WGS 84", lambda row: row.authority.longitude),
    Column("site", "site internet", lambda row: row.authority.website),
    Column("contenus", "contenus publiés, de toutes natures", lambda row: row.items),
    Column("page", "chemin de sa page sur ce site", lambda row: reverse("authority", args=[row.authority.slug])),
)


@require_safe
def authorities_csv(request: HttpRequest) -> HttpResponse:
    """`/collectivites.csv`: one line for each authority that has public content; the name of the file says its day."""
    day = timezone.localdate().isoformat()
    response = HttpResponse(
        content_type="text/csv; charset=utf-8; header=present",
        headers={
            "Content-Disposition": f'attachment; filename="collectivites-{day}.csv"',
            "Link": f'<{LICENCE_URL}>; rel="license"',
            "Access-Control-Allow-Origin": "*",
        },
    )
    writer = csv.writer(response)
    writer.writerow(column.name for column in COLUMNS)
    for row in documented(version_for(request)):
        writer.writerow(csv_cell(column.read(row)) for column in COLUMNS)
    return response
