"""`/admin/concertations/fichiers/`: export, send a file, read what it would do, import it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.members.roles import REDACTION, has_role
from concertation_pages.exchange.files import FORMS, FileRefused, read, written
from concertation_pages.exchange.importing import DATASETS, apply, planned
from concertation_pages.menu import MENU
from concertation_pages.models import ImportFile

TITLE = "Import et export"
NOTHING_PUBLIC = "Rien n’est publié : les comptes rendus sont en brouillon, les points attendent une validation."
SHOWN = 200
"""Rows of a plan that its page lists."""


class FileForm(forms.Form):
    """A file to try."""

    dataset = forms.ChoiceField(
        label="Ce que contient le fichier",
        choices=[(dataset.slug, dataset.label) for dataset in DATASETS.values()],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label="Fichier CSV ou XLSX",
        help_text="Rien n’est écrit à cette étape : la page suivante dit ce que le fichier changerait.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file, slug = cleaned.get("file"), cleaned.get("dataset")
        if not file or not slug:
            return cleaned
        if not file.name.lower().endswith((".csv", ".xlsx")):
            self.add_error("file", "Le fichier est un CSV ou un XLSX.")
            return cleaned
        try:
            headers, cleaned["rows"] = read(file.read(), file.name)
        except FileRefused as refused:
            self.add_error("file", str(refused))
            return cleaned
        for problem in DATASETS[slug].wrong_columns(headers):
            self.add_error("file", f"Colonne « {problem.column} » : {problem.message}")
        return cleaned


class ExchangeView(WagtailAdminTemplateMixin, TemplateView):
    """Base of the screens, for the rédaction."""

    page_title = TITLE
    header_icon = "download"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        refuse_others(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [{"url": reverse("consultation_files"), "label": TITLE}] if self.kwargs else []
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]


class FilesView(ExchangeView):
    """What may be exported, and the form of a file to import."""

    template_name = "concertation_pages/admin/files.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"datasets": DATASETS.values(), "forms": FORMS, "form": FileForm(), **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        user: Any = request.user
        sent = ImportFile.objects.create(
            dataset=form.cleaned_data["dataset"],
            name=form.cleaned_data["file"].name[:255],
            rows=form.cleaned_data["rows"],
            user=user,
        )
        return redirect("consultation_import", sent.pk)


class PlanView(ExchangeView):
    """What a file would do; the button that does it is there only when every row is right."""

    template_name = "concertation_pages/admin/import_plan.html"
    page_title = "Essai de l’import"

    @cached_property
    def sent(self) -> ImportFile:
        """One's own only: who tries a file is who imports it."""
        return get_object_or_404(ImportFile, pk=self.kwargs["pk"], user=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = kwargs.pop("plan", None) or planned(self.sent)
        return {
            **super().get_context_data(**kwargs),
            "sent": self.sent,
            "dataset": DATASETS[self.sent.dataset],
            "plan": plan,
            "changes": plan.changes[:SHOWN],
            "problems": plan.problems[:SHOWN],
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = apply(self.sent)
        if plan is None:
            messages.warning(request, "Ce fichier a déjà été importé : rien n’a été écrit une seconde fois.")
            return redirect("consultation_files")
        if plan.problems:
            return self.render_to_response(self.get_context_data(plan=plan), status=409)
        said = f"Import terminé : {plan.created} créations, {plan.modified} modifications, {plan.unchanged} inchangées."
        messages.success(
            request, f"{said} Rien n’est publié : les comptes rendus sont en brouillon, les points à valider."
        )
        return redirect("consultation_files")


def refuse_others(request: HttpRequest) -> None:
    if not has_role(request.user, REDACTION):
        raise PermissionDenied


def export(request: HttpRequest, dataset: str, form: str) -> HttpResponse:
    """The whole of a dataset, drafts included: for the rédaction."""
    refuse_others(request)
    found = DATASETS.get(dataset)
    if found is None or form not in FORMS:
        raise Http404
    name = f"{dataset}-{timezone.localdate().isoformat()}.{form}"
    return HttpResponse(
        written(list(found.columns), found.rows(), form),
        content_type=FORMS[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


class RedactionItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, REDACTION)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [
        path("concertations/fichiers/", FilesView.as_view(), name="consultation_files"),
        path("concertations/fichiers/<int:pk>/", PlanView.as_view(), name="consultation_import"),
        path("concertations/fichiers/<slug:dataset>.<slug:form>", export, name="consultation_export"),
    ]


@hooks.register(MENU)
def menu_item() -> MenuItem:
    return RedactionItem(
        TITLE, reverse("consultation_files"), name="consultation-files", icon_name="download", order=400
    )
