"""The whole manifesto on one page, for the plan du site and the sitemap; its versions are not for search engines."""

from collections.abc import Iterator

from django.http import HttpRequest

from cms.core.addresses import Address
from cms.core.public_tree import unrestricted
from home.models import ManifestoPage


def text_address(request: HttpRequest) -> Iterator[Address]:
    for page in unrestricted(ManifestoPage.objects.all()):
        if url := page.get_url(request):
            yield Address("Tout le manifeste", f"{url}texte/", page.last_published_at)
