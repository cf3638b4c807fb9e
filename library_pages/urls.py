from django.urls import include, path

from library_pages import views
from library_pages.comparison.views import comparison

urlpatterns = [
    path("bibliotheque/comparer/", comparison, name="comparison"),
    path("ref/<str:identifier>/", views.permanent_link, name="permanent_link"),
    path("contribuer/", include("library_pages.contribution.urls")),
]
