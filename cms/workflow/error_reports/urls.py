"""Where anybody follows a report whose number he knows."""

from django.urls import path

from cms.workflow.error_reports.views import report_state

urlpatterns = [path("signalements/<str:number>/", report_state, name="error_report_state")]
