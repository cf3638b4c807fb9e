"""The address of a list of the site, as an editor gives it and as a page keeps it."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import QueryDict
from wagtail.models import Site

from cms.core.content_version import current_version
from search.saved_lists import SavedList, saved_list

HELP = (
    "Filtrez une liste du site (bibliothèque, chartes, recherche, collectivité…) puis copiez ici "
    "l’adresse de la page. Ex. : /bibliotheque/?theme=mobilites."
)


def list_of(address: str, version: str) -> SavedList | None:
    """What this address lists in this version of the content; None when nothing public is there any more."""
    path, _, query = address.partition("?")
    found = saved_list(path, QueryDict(query), version)
    return found if found and not found.lost else None


def checked_address(typed: str) -> str:
    """Path and conditions as the site writes them. Raises ValidationError when they name no list."""
    try:
        parts = urlsplit(typed.strip())
    except ValueError as error:
        raise ValidationError({"list_address": "Ceci n’est pas une adresse."}) from error
    hosts = Site.objects.values_list("hostname", flat=True)
    if parts.netloc and (parts.hostname or "") not in hosts:
        raise ValidationError({"list_address": "Cette adresse n’est pas celle d’une liste du site."})
    selection = saved_list(parts.path, QueryDict(parts.query), current_version())
    if selection is None:
        raise ValidationError({"list_address": f"« {parts.path} » n’est l’adresse d’aucune liste du site."})
    if errors := [text for texts in selection.asked.form.errors.values() for text in texts]:
        raise ValidationError({"list_address": errors})
    return str(selection.address)
