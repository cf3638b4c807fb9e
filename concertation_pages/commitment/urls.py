"""Where a territory commits."""

from django.urls import path

from concertation_pages.commitment import views

urlpatterns = [
    path("concertations/s-engager/", views.commit, name="commit"),
    path("concertations/s-engager/demande/", views.commit_request, name="commit_request"),
    path("concertations/s-engager/envoyee/", views.commit_sent, name="commit_sent"),
]
