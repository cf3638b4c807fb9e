"""Nothing that a public page shows can change without a new version of the content."""

import re

from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from modelcluster.fields import ParentalKey
from wagtail.models import Locale, Page, Revision, Site

from cms.core.content_version import registered
from cms.core.models import ContentChange, SiteIdentity, SiteRendition
from cms.members.models import User
from cms.taxonomy.models import Theme
from cms.workflow.models import ErrorReport
from concertation_pages.models import Referent
from home.models import HomePage, Volunteer
from search.models import IndexState, SearchEntry
from tests.core.public_site import PublicSite, read

OWN = ("cms.", "home.", "library_pages.", "concertation_pages.", "search.")
CHANGE_BY_HAND = {ErrorReport, SearchEntry, SiteRendition, Volunteer}
"""Their one writer says when it has written."""
NEVER_CHANGE = {ContentChange, ContentType, IndexState, Locale}
AS_PUBLISHED = {Revision}
"""What went online is never written again; a purge makes a version."""
NOT_SHOWN = {Referent, User}
"""Who answers for a page or for a territory: read with it, not published."""


def tables_read(addresses: set[str]) -> set[str]:
    """While these pages, and all that they link to, are made."""
    seen, left = set(), set(addresses)
    with CaptureQueriesContext(connection) as queries:
        while left:
            address = left.pop()
            seen.add(address)
            response = read(address)
            links = BeautifulSoup(response.getvalue(), "html.parser").select("a[href^='/']")
            found = {link["href"].split("#")[0] for link in links if "?" not in link["href"]}
            left |= {link for link in found if not link.startswith(("/admin/", "/documents/", "/sitemap"))} - seen
    assert len(seen) > 10
    return {name for query in queries for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}


def test_every_table_that_a_public_page_reads_is_watched(public_site: PublicSite) -> None:
    SiteIdentity.objects.create(site=public_site.site)
    by_table = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    through = {field.remote_field.through for model in registered() for field in model._meta.local_many_to_many}

    shown = {by_table[name] for name in tables_read({"/", "/plan-du-site/", "/recherche/?q=fuites"})}

    assert shown - registered() - through <= CHANGE_BY_HAND | NEVER_CHANGE | AS_PUBLISHED | NOT_SHOWN
    assert {Theme, HomePage, Page, Site} < shown


def is_part(field):
    """A key of the model itself, or its rows; not everything else in the database that names it."""
    return field.is_relation and (field.concrete or isinstance(field.remote_field, ParentalKey))


def test_every_model_of_ours_that_a_watched_one_points_at_is_watched() -> None:
    own = {model for model in registered() if model.__module__.startswith(OWN)}
    related = {
        field.related_model
        for model in own
        for field in model._meta.get_fields()
        if is_part(field) and isinstance(field.related_model, type) and field.related_model is not models.Model
    }

    missing = {model for model in related if model.__module__.startswith(OWN)} - registered()

    assert missing <= CHANGE_BY_HAND | NOT_SHOWN


def test_every_page_class_is_watched() -> None:
    assert {model for model in apps.get_models() if issubclass(model, Page)} <= registered()
