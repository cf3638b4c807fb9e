"""Every address of the site."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.core import health, views
from cms.workflow.preferences import mail_preferences

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    # One login door: those of Wagtail lead to it.
    *(
        path(door, RedirectView.as_view(pattern_name="account_login", query_string=True))
        for door in ("admin/login/", "_util/login/")
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("compte/courriels/", mail_preferences, name="mail_preferences"),
    path("compte/", include("cms.members.account_urls")),
    path("documents/", include(wagtaildocs_urls)),
    # Images only, and not their originals; a front web server may serve this folder in our place.
    re_path(r"^media/(?P<folder>images|avatar_images)/(?P<path>.+)$", views.media, name="media"),
    path("lien/", include("cms.members.link_urls")),
    path("", include("cms.core.urls")),
    path("", include("cms.workflow.error_reports.urls")),
    path("", include("cms.workflow.freshness.urls")),
    path("", include("library_pages.urls")),
    path("", include("concertation_pages.urls")),
    path("", include("search.urls")),
    path("", include(wagtail_urls)),
]
