"""A collectivité for search engines: a schema.org GovernmentOrganization."""

from typing import Any

from cms.territories.models import LocalAuthority


def authority_data(authority: LocalAuthority, address: str) -> dict[str, Any]:
    """Only what the page itself shows; an unknown value is absent. `address` is absolute."""
    codes = {"SIREN": authority.siren, "COG": authority.cog_code}
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "@id": address,
        "name": authority.name,
        "legalName": authority.official_name,
        "alternateName": authority.aliases.splitlines(),
        "url": authority.website,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": code} for name, code in codes.items() if code
        ],
        "address": {
            "@type": "PostalAddress",
            "addressCountry": authority.country,
            **({"addressRegion": authority.region.name} if authority.region else {}),
        },
    }
    return {name: value for name, value in data.items() if value}
