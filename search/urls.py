from django.urls import path

from search import api, views

urlpatterns = [
    path("recherche/", views.search, name="search"),
    path("recherche/filtres/", views.search_filters, name="search_filters"),
    path("recherche/flux/", views.search_feed, name="search_feed"),
    path("api/v1/recherche/", api.search_api, name="search_api"),
]
