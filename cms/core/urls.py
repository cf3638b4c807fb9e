"""Addresses of the frame of the site, which no page of the tree answers."""

from django.urls import path, re_path
from wagtail.views import serve as serve_page

from cms.core import crawlers, site_plan, views

urlpatterns = [
    path("plan-du-site/", site_plan.site_plan, name="site_plan"),
    path("plan-du-site/<path:path>/", site_plan.section_plan, name="section_plan"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemap-<int:section>.xml", crawlers.sitemap_part, name="sitemap_part"),
    path("robots.txt", crawlers.robots, name="robots"),
    path(".well-known/security.txt", crawlers.security, name="security"),
    path("favicon.ico", views.favicon),
    # The PDF of a page, which answers it: the pattern of Wagtail takes no dot.
    re_path(r"^((?:[\w-]+/)+[\w-]+\.pdf)$", serve_page, name="page_pdf"),
]
