"""Addresses of the consultations that are no pages of the tree."""

from django.urls import path, re_path
from wagtail.views import serve as serve_page

from concertation_pages.commitment.urls import urlpatterns as commitment
from concertation_pages.following.urls import urlpatterns as following
from concertation_pages.reports.territory import territory
from concertation_pages.synthesis.keys import FigureKey

urlpatterns = [
    *commitment,
    *following,
    path("concertations/territoires/<slug:slug>/", territory, name="committed_territory"),
    # The files of the synthesis, which answers them: the pattern of Wagtail takes no dot.
    re_path(rf"^((?:[\w-]+/)+(?:{'|'.join(FigureKey.values)})\.csv)$", serve_page, name="synthesis_file"),
]
