"""The countries whose law is that of the single market: the European Union and the European Economic Area.

Codes: ISO 3166-1 alpha-2. Members of the Union: annex A5 of the Code de rédaction interinstitutionnel (27 States since
1 February 2020). Iceland, Liechtenstein and Norway: article 2 of the Agreement on the European Economic Area.
"""

OUTSIDE = "hors-europe"
UNION = {
    "DE": "Allemagne",
    "AT": "Autriche",
    "BE": "Belgique",
    "BG": "Bulgarie",
    "CY": "Chypre",
    "HR": "Croatie",
    "DK": "Danemark",
    "ES": "Espagne",
    "EE": "Estonie",
    "FI": "Finlande",
    "FR": "France",
    "GR": "Grèce",
    "HU": "Hongrie",
    "IE": "Irlande",
    "IT": "Italie",
    "LV": "Lettonie",
    "LT": "Lituanie",
    "LU": "Luxembourg",
    "MT": "Malte",
    "NL": "Pays-Bas",
    "PL": "Pologne",
    "PT": "Portugal",
    "RO": "Roumanie",
    "SK": "Slovaquie",
    "SI": "Slovénie",
    "SE": "Suède",
    "CZ": "Tchéquie",
}
ECONOMIC_AREA = UNION | {"IS": "Islande", "LI": "Liechtenstein", "NO": "Norvège"}
SLUGS = {code.lower(): name for code, name in ECONOMIC_AREA.items()}
"""As a condition of an address names a country, to its name."""


def country_name(code: str) -> str:
    """The code of a country outside of the area: this site has no list of the names of all."""
    return ECONOMIC_AREA.get(code, code)


def country_slug(code: str) -> str:
    """`OUTSIDE` for every other country: what matters is that it is not one of these."""
    return code.lower() if code in ECONOMIC_AREA else OUTSIDE
