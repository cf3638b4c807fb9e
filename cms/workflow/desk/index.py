"""`/admin/relecture/`: what I can decide now, what waits for others, and the sections that others register."""

from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from cms.members.roles import RELECTEUR, has_role
from cms.workflow.desk import sections_of
from cms.workflow.desk.base import DeskView
from cms.workflow.desk.items import Item, decidable_by, items, waiting_for_others

PER_PAGE = 20
ON_HOME = 5
"""Versions named on the home page of the admin; the desk has them all."""


class IndexView(DeskView):
    """Two lists, each with its own pages."""

    template_name = "workflow/admin/desk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "reviews": has_role(user, RELECTEUR),
            "decidable": listed(self.request, decidable_by(user), "page"),
            "waiting": listed(self.request, waiting_for_others(user), "autres"),
            "sections": list(sections_of(self.request)),
        }


def listed(request: HttpRequest, task_states: QuerySet[Any], parameter: str) -> ListPage[Item]:
    """The page that the query string asks for, the nearest that exists otherwise."""
    found: Any = Paginator(task_states, PER_PAGE).get_page(request.GET.get(parameter))
    found.object_list = items(found.object_list, request.user)
    found.parameter = parameter
    page: ListPage[Item] = found
    return page
