from django.urls import path

from search import views

urlpatterns = [
    path("recherche/", views.search, name="search"),
    path("api/v1/recherche/", views.search_api, name="search_api"),
]
