"""Where staff read the reports, check them, answer and close them."""

from typing import Any

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm
from django_filters import ModelChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from cms.core.csv_cells import SafeExport
from cms.workflow.error_reports.forms import DecisionForm
from cms.workflow.error_reports.handling import decide
from cms.workflow.models import ErrorReport


class ReportFilters(WagtailFilterSet):
    """« Those of this page that are open », which the editor links to."""

    state = MultipleChoiceFilter(label="État", choices=ErrorReport.State.choices, widget=CheckboxSelectMultiple)
    page = ModelChoiceFilter(label="Page", queryset=Page.objects.all(), widget=AdminPageChooser)

    class Meta:
        model = ErrorReport
        fields = ["state", "page", "created_at"]


class ReportIndexView(SafeExport, IndexView):
    """Its files hold what strangers wrote."""

    def get_base_queryset(self) -> QuerySet[ErrorReport]:
        reports: QuerySet[ErrorReport] = super().get_base_queryset().select_related("handled_by")
        return reports


class ReportEditView(EditView):
    """One report: what the reader wrote, as text, and the decision."""

    def save_instance(self) -> ErrorReport:
        report: ErrorReport = self.form.save(commit=False)
        user: Any = self.request.user
        decide(report, user, before=self.form.initial["state"])
        return report


class ErrorReportViewSet(ModelViewSet):
    """« Signalements » in the menu of the admin."""

    model = ErrorReport
    name = "error_report"
    url_prefix = "signalements"
    icon = "warning"
    menu_label = "Signalements"
    menu_order = 250
    add_to_admin_menu = True
    index_view_class = ReportIndexView
    edit_view_class = ReportEditView
    edit_template_name = "workflow/admin/error_report.html"
    copy_view_enabled = False
    list_display = ["number", "page_title", "passage", "get_state_display", "created_at", "handled_by"]
    filterset_class = ReportFilters
    list_export = ["number", "page_title", "passage", "text", "state", "created_at", "answer", "closed_at"]
    search_fields = ["number", "page_title", "passage", "text"]
    ordering = ["-created_at"]
    exclude_form_fields: list[str] = []

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        return DecisionForm


viewset = ErrorReportViewSet()
