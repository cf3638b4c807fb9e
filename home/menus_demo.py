"""The menus of the demonstration: what exists of the pages that they name."""

from typing import Any

from wagtail.models import Site

from cms.core.models import SiteNavigation
from cms.taxonomy.demo import Item


def load_menus(item: Item) -> bool:
    """Menus that somebody has filled are kept."""
    site = Site.objects.get(is_default_site=True)
    navigation = SiteNavigation.for_site(site)
    if navigation.header or navigation.footer:
        return False
    pages = dict(site.root_page.get_children().live().values_list("slug", "pk"))
    navigation.header = [{"type": "link", "value": link} for link in _links(item["menu"], pages)]
    navigation.footer = [
        {"type": "column", "value": {"title": column["titre"], "links": _items(_links(column["liens"], pages))}}
        for column in item["pied"]
    ]
    navigation.save()
    return True


def _links(named: list[str | dict[str, str]], pages: dict[str, int]) -> list[dict[str, Any]]:
    links = []
    for name in named:
        if isinstance(name, dict):
            links.append({"page": None, "address": name["adresse"], "label": name["libelle"]})
        elif name in pages:
            links.append({"page": pages[name], "address": "", "label": ""})
    return links


def _items(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": link} for link in links]
