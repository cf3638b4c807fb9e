"""Whatever changes beside the pages — terms, registers, settings, files — the next visitor sees it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import models
from wagtail.documents.models import Document

from cms.core.models import SiteBanner, SiteIdentity, SiteImage, SiteNavigation
from cms.taxonomy.merge import merge
from cms.taxonomy.models import (
    ActorNature,
    Audience,
    AuthorityType,
    CharterDomain,
    CharterNature,
    CharterState,
    Maturity,
    PartnerRole,
    Tag,
    Technique,
    Theme,
)
from cms.territories.models import LocalAuthority, Region
from library_pages.models import Actor, Solution
from search.models import SynonymGroup
from tests.core.public_site import (
    ABOUT,
    CHARTER,
    FICHE,
    HOME,
    LIST,
    SEARCH,
    Change,
    PublicSite,
    answers,
    check,
    drawing,
    no_longer_says,
    says,
    says_first,
)

NEW = "Un tout autre nom"


def saved(model: type[models.Model], **values: Any) -> Callable[[PublicSite], None]:
    """These values in the row that the site uses."""

    def save(site: PublicSite) -> None:
        row = model._default_manager.order_by("pk").first()
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    return save


def setting(model: Any, **values: Any) -> Callable[[PublicSite], Any]:
    return lambda site: model.objects.update_or_create(site=site.site, defaults=values)


def used(site: PublicSite) -> Theme:
    return Theme.objects.get(slug="eau")


def put_last(site: PublicSite) -> None:
    theme = used(site)
    theme.order = 9
    theme.save()


def merge_themes(site: PublicSite) -> None:
    merge(used(site), Theme.objects.get(slug="culture"))


def add_menu(site: PublicSite) -> None:
    link = {"type": "link", "value": {"page": None, "address": "/acteurs/", "label": "Qui agit"}}
    SiteNavigation.objects.create(site=site.site, header=[link])


def change_root(site: PublicSite) -> None:
    found = site.site
    found.root_page = site.about
    found.save()


def add_synonyms(site: PublicSite) -> None:
    SynonymGroup.objects.create(terms="pertes\nfuites")


def drop_synonyms(site: PublicSite) -> None:
    SynonymGroup.objects.all().delete()


def replace_file(site: PublicSite) -> None:
    """As the screen of the image does."""
    site.image.renditions.all().delete()
    site.image.file = drawing("blue")
    site.image._set_image_file_metadata()
    site.image.save()


def replace_document(site: PublicSite) -> None:
    site.document.file = ContentFile(b"a;b;c\n" * 999, "autre.csv")
    site.document._set_document_file_metadata()
    site.document.save()


CHANGES = [
    Change("theme on a fiche", FICHE, saved(Theme, label=NEW), says(NEW)),
    Change("theme in a facet", LIST, saved(Theme, label=NEW), says(NEW)),
    Change("theme on the home page", HOME, saved(Theme, label=NEW), says(NEW)),
    Change("order of themes", HOME, put_last, says_first("theme=culture", "theme=eau")),
    Change("merged themes", LIST, merge_themes, no_longer_says('value="eau"')),
    Change("audience", FICHE, saved(Audience, label=NEW), says(NEW)),
    Change("audience in a facet", LIST, saved(Audience, label=NEW), says(NEW)),
    Change("maturity", FICHE, saved(Maturity, label=NEW), says(NEW)),
    Change("technique", FICHE, saved(Technique, label=NEW), says(NEW)),
    Change("role of a partner", FICHE, saved(PartnerRole, label=NEW), says(NEW.lower())),
    Change("type of authority", f"{LIST}?type-collectivite=commune", saved(AuthorityType, label=NEW), says(NEW)),
    Change("keyword", FICHE, saved(Tag, name=NEW), says(NEW)),
    Change("deleted keyword", FICHE, lambda site: Tag.objects.all().delete(), no_longer_says("capteurs")),
    Change("authority", LIST, lambda site: rename(LocalAuthority, "arles"), says(NEW)),
    Change("region in a facet", LIST, saved(Region, name=NEW), says(NEW)),
    Change("region of the collectivités", "/collectivites/", saved(Region, name=NEW), says(NEW)),
    Change("nature of charters", CHARTER, saved(CharterNature, label=NEW), says(NEW)),
    Change("state of charters", CHARTER, saved(CharterState, label=NEW), says(NEW)),
    Change("domain of charters", CHARTER, saved(CharterDomain, label=NEW), says(NEW)),
    Change("actor", "/acteurs/semidao/", saved(Actor, name=NEW), says(NEW)),
    Change("actor in a list", "/acteurs/", saved(Actor, name=NEW), says(NEW)),
    Change("nature of actors", "/acteurs/semidao/", saved(ActorNature, label=NEW), says(NEW)),
    Change("solution", "/solutions/leakmited/", saved(Solution, name=NEW), says(NEW)),
    Change("solution on a fiche", FICHE, saved(Solution, name=NEW), says(NEW)),
    Change("actor no fiche uses any more", "/acteurs/semidao/", lambda site: site.fiche.unpublish(), answers(404)),
    Change("identity", ABOUT, setting(SiteIdentity, name=NEW), says(NEW)),
    Change("banner", ABOUT, setting(SiteBanner, active=True, text="Maintenance demain."), says("Maintenance demain.")),
    Change("menus", ABOUT, add_menu, says("Qui agit")),
    Change("root of the site", HOME, change_root, says("Qui nous sommes.")),
    Change("deleted site", HOME, lambda site: site.site.delete(), answers(404)),
    Change("synonyms", f"{SEARCH}?q=pertes", add_synonyms, says(FICHE)),
    Change("credit of an image", ABOUT, saved(SiteImage, credit="Une photographe"), says("Une photographe")),
    Change("file of an image", ABOUT, replace_file, says("blue")),
    Change("deleted image", ABOUT, lambda site: site.image.delete(), no_longer_says("<img")),
    Change("title of a document", ABOUT, saved(Document, title=NEW), says(NEW)),
    Change("file of a document", ABOUT, replace_document, says("autre.csv")),
    Change("deleted document", ABOUT, lambda site: site.document.delete(), no_longer_says("deliberation.csv")),
]


def rename(model: Any, slug: str) -> None:
    row = model.objects.get(slug=slug)
    row.name = NEW
    row.save()


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_change_is_seen_at_the_next_request(public_site: PublicSite, change: Change) -> None:
    check(change, public_site)


def test_forgotten_synonyms_are_seen(public_site: PublicSite) -> None:
    add_synonyms(public_site)
    check(
        Change("deleted synonyms", f"{SEARCH}?q=pertes", drop_synonyms, no_longer_says(FICHE)),
        public_site,
    )
