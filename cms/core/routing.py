"""From an address to the page that answers it, in two queries whatever the depth; Wagtail asks two for each level."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef
from django.db.models.expressions import Combinable
from django.db.models.functions import Length, Substr
from django.http import Http404
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.core.public_tree import covering_restrictions

RESTRICTED = "may_be_restricted"
"""False on a page that its address named when no restriction covered it: `BasePage` then asks Wagtail for none."""


@cache
def _restricted() -> Combinable:
    """Whether a restriction covers a page, its own or an ancestor's, or one of them is the alias of another page."""
    above = {"path": Substr(OuterRef("path"), 1, Length("path"))}
    aliases = Page.objects.filter(**above, alias_of__isnull=False)
    return ExpressionWrapper(Exists(covering_restrictions()) | Exists(aliases), BooleanField())


_facts: dict[str, Callable[[], Combinable]] = {RESTRICTED: _restricted}


def read_with_page(name: str, expression: Callable[[], Combinable]) -> None:
    """Read this with the page that an address names, in the same query, and set it on the page as `name`.

    For what an upper layer shows on every page. A page that comes from elsewhere (a preview) does not have it.
    The expression is made once: making it costs as much as asking it.
    """
    _facts[name] = cache(expression)


class DirectRoute:
    """For the root page of a site. A page below also answers what its `subroutes` name (no `RoutablePageMixin`).

    The page that routes may be shared by many requests (`answering_site`): the one that answers is read for this one.
    """

    def route(self, request: Any, path_components: list[str]) -> RouteResult:
        facts = {name: expression() for name, expression in _facts.items()}
        if not path_components:
            own = self._read_again()
            for name, fact in Page.objects.annotate(**facts).values(*facts).get(pk=own.pk).items():
                setattr(own, name, fact)
            return RouteResult(own)
        paths = [
            f"{self.url_path}{'/'.join(path_components[:depth])}/"  # type: ignore[attr-defined]
            for depth in range(1, len(path_components) + 1)
        ]
        found = {page.url_path: page for page in Page.objects.filter(url_path__in=paths).annotate(**facts)}
        depth = next((depth for depth, path in enumerate(paths) if path not in found), len(paths))
        if not depth:
            own = self._read_again()
            return RouteResult(own, kwargs=own.subroute(path_components))
        if not found[paths[depth - 1]].live:
            raise Http404
        page = found[paths[depth - 1]].specific_class.read(found[paths[depth - 1]].pk)
        for name in facts:
            setattr(page, name, getattr(found[paths[depth - 1]], name))
        parent: Any = self
        for step in (*(found[path] for path in paths[: depth - 1]), page):
            step._cached_parent_obj = parent  # the breadcrumb asks for it
            parent = step
        return RouteResult(page, kwargs=page.subroute(path_components[depth:]))

    def _read_again(self) -> Any:
        """Raises Http404 when it is not online."""
        shared: Any = self
        page = type(shared).read(shared.pk)
        if not page.live:
            raise Http404
        return page
