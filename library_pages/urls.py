from django.urls import include, path

from library_pages import views

urlpatterns = [
    path("ref/<str:identifier>/", views.permanent_link, name="permanent_link"),
    path("contribuer/", include("library_pages.contribution.urls")),
]
