"""Where somebody with an account says that a page is still right."""

from django.urls import path

from cms.workflow.freshness.views import confirm_page

urlpatterns = [path("confirmer/<int:pk>/", confirm_page, name="confirm_page")]
