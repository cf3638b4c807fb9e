from django.urls import path

from library_pages import views

urlpatterns = [path("ref/<str:identifier>/", views.permanent_link, name="permanent_link")]
