"""The random life of a small site: what editors, schedules and failures do to it."""

import random
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from cms.taxonomy.models import Maturity, Tag, Theme
from cms.territories.models import LocalAuthority
from cms.workflow.scheduling.service import publish_due, unpublish_expired
from home.models import HomePage, StandardPage
from library_pages.models import Actor, AssociatedAuthority, LibraryIndexPage, Partner, Source, UseCasePage
from tests.factories import (
    ActorFactory,
    LocalAuthorityFactory,
    MaturityFactory,
    StandardPageFactory,
    ThemeFactory,
    UseCasePageFactory,
    approve,
    publish,
)

TAGS = ("eau", "déchets", "accueil", "jumeau numérique")


class AbandonedError(Exception):
    """Raised in a transaction to have it rolled back."""


class Life:
    """Draws operations from a seed and applies each through the calls that the admin and the workers make."""

    def __init__(self, library: LibraryIndexPage, seed: int) -> None:
        self.draw = random.Random(seed)
        self.library = library
        self.number = 0
        self.home = HomePage.objects.get()
        self.themes = [ThemeFactory(slug=slug) for slug in ("eau", "mobilites", "culture")]
        self.maturities = [
            MaturityFactory(slug="experimentation", order=3),
            MaturityFactory(slug="arret", on_scale=False),
        ]
        self.authorities = [LocalAuthorityFactory(slug=f"ville-{letter}") for letter in "abc"]
        self.actors = [ActorFactory(slug=f"acteur-{letter}") for letter in "abc"]
        for _ in range(4):
            self.create()
            self.create_section()

    def live_one(self) -> None:
        """One operation."""
        self.draw.choice(OPERATIONS)(self)

    def word(self) -> str:
        self.number += 1
        return f"Texte {self.number}"

    def page(self) -> Page:
        pages = Page.objects.filter(depth__gte=3).exclude(pk=self.library.pk)
        return self.draw.choice([*pages] or [self.create()]).specific

    def section(self) -> Page:
        return self.draw.choice([self.home, *StandardPage.objects.all()])

    def fiche(self) -> UseCasePage:
        return self.draw.choice(list(UseCasePage.objects.all()) or [self.create()])

    def create(self) -> UseCasePage:
        return UseCasePageFactory(
            parent=LibraryIndexPage.objects.get(pk=self.library.pk),
            title=self.word(),
            theme=self.draw.choice(self.themes),
            maturity=self.draw.choice(self.maturities),
            authority=self.draw.choice(self.authorities),
            tags=self.draw.sample(TAGS, 2),
            live=self.draw.random() < 0.8,
        )

    def create_section(self) -> StandardPage:
        return StandardPageFactory(
            parent=Page.objects.get(pk=self.section().pk),
            title=self.word(),
            introduction=self.draw.choice(["", "Une introduction."]),
        )

    def draft(self) -> None:
        page = self.page()
        page.title = self.word()
        page.save_revision()

    def publish(self) -> None:
        page = self.page()
        page.title = self.word()
        publish(page)

    def publish_several_at_once(self) -> None:
        with transaction.atomic():
            for _ in range(3):
                self.publish()

    def abandon(self) -> None:
        """Everything of this transaction is undone, except what an inner block had already undone."""
        try:
            with transaction.atomic():
                self.publish()
                self.change_theme()
                self.delete()
                raise AbandonedError
        except AbandonedError:
            pass

    def abandon_half(self) -> None:
        with transaction.atomic():
            self.publish()
            self.abandon()

    def unpublish(self) -> None:
        self.page().unpublish()

    def change_slug(self) -> None:
        page = self.page()
        self.number += 1
        page.slug = f"adresse-{self.number}"
        page.save()

    def change_library_slug(self) -> None:
        page = LibraryIndexPage.objects.get(pk=self.library.pk)
        self.number += 1
        page.slug = f"bibliotheque-{self.number}"
        publish(page)

    def move(self) -> None:
        page, section = self.draw.choice([*StandardPage.objects.all()] or [self.create_section()]), self.section()
        if section.pk != page.pk and not section.is_descendant_of(page):
            page.move(section, pos=self.draw.choice(["first-child", "last-child"]))

    def reorder(self) -> None:
        page = self.page()
        siblings = list(page.get_siblings(inclusive=False))
        if siblings:
            page.move(self.draw.choice(siblings), pos=self.draw.choice(["left", "right"]))

    def restrict(self) -> None:
        page = self.draw.choice([self.page(), self.page(), self.page(), self.library])
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    def lift_restrictions(self) -> None:
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()

    def delete(self) -> None:
        if Page.objects.count() > 8:
            self.page().delete()

    def copy(self) -> None:
        """A draft, whatever is asked: it goes online when it is drawn to be published."""
        self.number += 1
        self.page().copy(
            recursive=self.draw.random() < 0.3,
            keep_live=self.draw.random() < 0.7,
            update_attrs={"slug": f"copie-{self.number}", "title": self.word()},
        )

    def change_theme(self) -> None:
        fiche = self.fiche()
        fiche.theme, *others = self.draw.sample(self.themes, 3)
        fiche.secondary_themes = others[: self.draw.randint(0, 2)]
        publish(fiche)

    def change_tags(self) -> None:
        fiche = self.fiche()
        fiche.tags.set(self.draw.sample(TAGS, self.draw.randint(0, 4)))
        publish(fiche)

    def change_rows(self) -> None:
        fiche = self.fiche()
        fiche.sources = [Source(title=f"Source {self.word()}") for _ in range(self.draw.randint(1, 3))]
        chosen = self.draw.sample(self.authorities, self.draw.randint(0, 2))
        fiche.associated_authorities = [AssociatedAuthority(authority=authority) for authority in chosen]
        fiche.started = self.draw.choice([None, "2021", "2024-10"])
        publish(fiche)

    def change_actors(self) -> None:
        fiche = self.fiche()
        rows = list(fiche.partners.all())[: self.draw.randint(0, 2)]
        for row in rows:
            row.actor = self.draw.choice([None, *self.actors])
        added = self.draw.sample(self.actors, self.draw.randint(0, 2))
        fiche.partners = rows + [Partner(name=self.word(), actor=actor) for actor in added]
        publish(fiche)

    def rename_actor(self) -> None:
        actor = self.draw.choice(list(Actor.objects.all()))
        actor.name = self.word()
        actor.save()

    def rename_term(self) -> None:
        model = self.draw.choice([Theme, Maturity])
        term = self.draw.choice(list(model.objects.all()))
        term.label = self.word()
        term.save()

    def rename_tag(self) -> None:
        tag = self.draw.choice(list(Tag.objects.all()))
        tag.slug = f"mot-{self.number}"
        self.number += 1
        tag.save()

    def delete_tag(self) -> None:
        self.draw.choice(list(Tag.objects.all())).delete()
        self.change_tags()

    def rename_authority(self) -> None:
        authority = self.draw.choice(list(LocalAuthority.objects.all()))
        authority.name = self.word()
        authority.save()

    def change_site_root(self) -> None:
        site = Site.objects.get()
        other_roots = [Page.objects.get(pk=self.library.pk), self.section()]
        site.root_page = self.home if site.root_page_id != self.home.pk else self.draw.choice(other_roots)
        site.save()

    def schedule(self) -> None:
        """A publication approved for a date that has come."""
        page = self.page()
        page.title = self.word()
        page.go_live_at = timezone.now()
        approve(page.save_revision(approved_go_live_at=page.go_live_at))
        publish_due()
        assert Page.objects.get(pk=page.pk).title == page.title

    def expire(self) -> None:
        page = self.page()
        page.expire_at = timezone.now() + timedelta(hours=1)
        publish(page)
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
        unpublish_expired()
        assert not Page.objects.get(pk=page.pk).live


OPERATIONS: list[Callable[[Life], object]] = [
    operation
    for name, operation in vars(Life).items()
    if not name.startswith("_") and name not in {"live_one", "word", "page", "section", "fiche"}
] + [
    Life.change_site_root,
    Life.lift_restrictions,
    Life.change_actors,
]  # drawn twice as often, so that most of the site is public
