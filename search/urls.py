from django.urls import path, re_path
from wagtail.views import serve as serve_page

from search import api, authority_export, authority_views, suggestion_views, twin_views, views
from search.alerts import managing
from search.alerts import views as alert_views
from search.exports import EXPORTS

urlpatterns = [
    path("recherche/", views.search, name="search"),
    path("recherche/filtres/", views.search_filters, name="search_filters"),
    path("recherche/suggestions/", suggestion_views.suggestions, name="suggestions"),
    path("recherche/flux/", views.search_feed, name="search_feed"),
    path("recherche/flux/atom/", views.search_feed, name="search_atom"),
    *(path(f"recherche/{name}", views.search_export) for name in EXPORTS),
    path("collectivites.csv", authority_export.authorities_csv, name="authorities_csv"),
    path("collectivites/", authority_views.authorities, name="authorities"),
    path("collectivites/<slug:slug>/", authority_views.authority, name="authority"),
    path("collectivites/<slug:slug>/filtres/", authority_views.authority_filters, name="authority_filters"),
    path("collectivites/<slug:slug>/jumelles/", twin_views.twins, name="twins"),
    path("collectivites/<slug:slug>/jumelles/filtres/", twin_views.twins_filters, name="twins_filters"),
    path("collectivites/<slug:slug>/flux/", authority_views.authority_feed, name="authority_feed"),
    path("collectivites/<slug:slug>/flux/atom/", authority_views.authority_feed, name="authority_atom"),
    path("alertes/nouvelle/", alert_views.new_alert, name="new_alert"),
    path("alertes/demandee/", alert_views.alert_requested, name="alert_requested"),
    path("alertes/<str:token>/", managing.alert, name="alert"),
    path("alertes/<str:token>/arret/", managing.alert_stop, name="alert_stop"),
    *(path(f"collectivites/<slug:slug>/{name}", authority_views.authority_file) for name in EXPORTS),
    # The files of a list that is a page, which answers them: the pattern of Wagtail takes no dot.
    re_path(r"^((?:[\w-]+/)+export\.(?:csv|xlsx|json))$", serve_page, name="page_export"),
    path("api/v1/recherche/", api.search_api, name="search_api"),
]
