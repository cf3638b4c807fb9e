"""Addresses of signed links."""

from django.urls import path

from cms.members import link_views

urlpatterns = [
    path("<str:token>/", link_views.exchange, name="link"),
    path("<slug:purpose>/<int:pk>/", link_views.answer, name="link_page"),
    path("<slug:purpose>/<int:pk>/nouveau/", link_views.renewal, name="link_renewal"),
    path("<slug:purpose>/<int:pk>/<path:rest>", link_views.answer, name="link_part"),
]
