"""« Mes données »: what the site keeps about who is signed in, to read and to take away."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.core.navigation import Crumb
from cms.members import personal_data
from cms.members.models import User
from cms.members.personal_data import Person

TITLE = "Mes données"


@require_safe
@login_required
def summary(request: HttpRequest) -> HttpResponse:
    """How many things of each kind; the file holds them."""
    kept = personal_data.export(Person.of(cast(User, request.user)))
    context = {
        "title": TITLE,
        "above": [Crumb("Mon compte", reverse("account_home"))],
        "kept": [(name, len(rows)) for name, rows in kept.items()],
    }
    return render(request, "pages/members/personal_data.html", context)


@require_safe
@login_required
def download(request: HttpRequest) -> HttpResponse:
    response = JsonResponse(
        personal_data.export(Person.of(cast(User, request.user))),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response
