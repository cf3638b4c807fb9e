"""The menus of the demonstration: what exists of the pages that they name."""

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


def _links(named: list[Item], pages: dict[str, int]) -> list[Item]:
    """Links to pages that the site has, and to addresses."""
    return [
        {"page": pages.get(link.get("page", "")), "address": link.get("adresse", ""), "label": link.get("libelle", "")}
        for link in named
        if "adresse" in link or link["page"] in pages
    ]


def _items(links: list[Item]) -> list[Item]:
    return [{"type": "item", "value": link} for link in links]
