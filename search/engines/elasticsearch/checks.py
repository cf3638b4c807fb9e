"""An address of the cluster that cannot work is said when the site starts, not in the middle of a search."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from search.engines.elasticsearch.client import client, configured


@register
def usable_address(**kwargs: Any) -> list[CheckMessage]:
    """Nothing is connected to."""
    reason = _fault() if configured() else ""
    if not reason:
        return []
    return [
        Error(
            f"La connexion à Elasticsearch ne peut pas fonctionner : {reason}",
            hint="ELASTICSEARCH_URL : « https://noeud-1:9200,https://noeud-2:9200 », par exemple.",
            id="search.E001",
        )
    ]


def _fault() -> str:
    authority = settings.ELASTICSEARCH_CA_FILE
    if authority and not Path(authority).is_file():
        return f"le fichier {authority} (ELASTICSEARCH_CA_FILE) n’existe pas."
    try:
        client()
    except (ValueError, OSError) as error:
        return f"{error} (ELASTICSEARCH_URL)"
    return ""
