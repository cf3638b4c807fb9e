"""The pages that anybody may read: what menus, plan du site and sitemap are made of."""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet


def unrestricted(pages: PageQuerySet) -> PageQuerySet:
    """Live pages that no restriction covers, theirs or an ancestor's; Wagtail's `public()` asks a query more."""
    return pages.live().exclude(Exists(covering_restrictions()))


def covering_restrictions() -> QuerySet[PageViewRestriction]:
    """Of the page of an outer query: its restrictions and those of its ancestors."""
    return PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length("page__path")))


def public_pages(site: Site) -> PageQuerySet:
    """The home page of the site and everything below, in the order of the tree."""
    return unrestricted(Page.objects.descendant_of(site.root_page, inclusive=True)).order_by("path")
