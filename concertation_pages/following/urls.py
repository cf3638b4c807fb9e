"""Where one stops following; the rest is below the pages."""

from django.urls import path

from concertation_pages.following.views import follow_stop

urlpatterns = [path("concertations/suivre/<str:token>/arret/", follow_stop, name="follow_stop")]
