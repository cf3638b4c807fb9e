"""A site where each thing that is not public holds a word that nothing else says, and who reads which."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.core.models import SiteImage
from cms.members.models import User
from cms.members.restricted import Restricted
from cms.members.roles import REDACTION, RELECTEUR, Role
from cms.taxonomy.models import FailureNature
from cms.territories.models import LocalAuthority
from cms.workflow import steps
from cms.workflow.lots import preparing
from cms.workflow.models import ErrorReport, Release
from cms.workflow.permissions import in_review
from cms.workflow.scheduling.service import unpublish_expired
from concertation_pages.models import ReportSpeaker
from home.models import HomePage
from library_pages.models import CharterPage, UseCasePage
from tests.commits import run_pending
from tests.concertation_pages import canaries as consultations
from tests.core.public_site import drawing
from tests.factories import (
    CharterIndexPageFactory,
    CharterPageFactory,
    LibraryIndexPageFactory,
    LocalAuthorityFactory,
    MaturityFactory,
    ThemeFactory,
    UseCasePageFactory,
    publish,
)

SHOWN_TO_NOBODY = {"email"}
"""Of a contact: the site relays to it. The screens of the admin alone show it, where versions are read."""


@dataclass
class Canaries:
    """`words`: the word of each hiding place, by name; `pages`: every page that holds one."""

    words: dict[str, str] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Addresses that are not those of a page."""

    def word(self, name: str) -> str:
        return self.words.setdefault(name, f"kz{len(self.words):03d}kz")

    def seen(self, text: str) -> set[str]:
        return {name for name, word in self.words.items() if word in text}

    @property
    def of_members(self) -> set[str]:
        return {name for name in self.words if "." in name}

    @property
    def read_by_members(self) -> set[str]:
        return {name for name in self.of_members if name.rsplit(".")[-1] not in SHOWN_TO_NOBODY}


class Builder:
    """Every state is reached by the steps that lead to it."""

    def __init__(self) -> None:
        self.canaries, self.home = Canaries(), HomePage.objects.get()
        self.library = LibraryIndexPageFactory(parent=self.home)
        self.authority: LocalAuthority = LocalAuthorityFactory(slug="ici")
        self.author, self.reviewer = person(REDACTION), person(RELECTEUR)
        self.maturity, self.theme = MaturityFactory(slug="experimentation"), ThemeFactory(slug="visible")

    def fiche(self, name: str, **values: Any) -> UseCasePage:
        word = self.canaries.word(name)
        given = {"theme": self.theme, "maturity": self.maturity, "authority": self.authority, "live": False}
        given["content_owner"] = self.author
        page = UseCasePageFactory(parent=self.library, slug=slugify(name), title=f"Fiche {word}", **{**given, **values})
        page.save_revision(user=self.author)
        self.canaries.pages.append(page)
        return page

    def publish(self, page: Any) -> Any:
        steps.approve(steps.submit(page, self.author), self.reviewer)
        return Page.objects.get(pk=page.pk).specific

    def online(self) -> None:
        """A public fiche and a public charter with annexes, every text of which is a word."""
        fiche = self.fiche("public")
        fiche.contacts, fiche.failures = [self.row("contacts", UseCasePage)], [self.row("failures", UseCasePage)]
        fiche.save_revision(user=self.author)
        self.publish(fiche)
        charters = CharterIndexPageFactory(parent=self.home)
        word = self.canaries.word("public charter")
        charter = CharterPageFactory(
            parent=charters, slug="charte", title=f"Charte {word}", live=False, content_owner=self.author
        )
        charter.contacts = [self.row("contacts", CharterPage)]
        charter.save_revision(user=self.author)
        self.canaries.pages.append(self.publish(charter))

    def row(self, relation: str, owner: type[Page]) -> Any:
        model = owner._meta.get_field(relation).related_model
        today = timezone.localdate()
        row = model(**dict(self.texts(model)))
        if hasattr(row, "agreed_on"):
            row.agreed_on, row.expires_on = today, today + datetime.timedelta(days=90)
        if hasattr(row, "nature"):
            row.nature, _ = FailureNature.objects.get_or_create(slug="donnees", defaults={"label": "Données"})
        return row

    def texts(self, model: type[models.Model]) -> Iterator[tuple[str, str]]:
        for column in model._meta.fields:
            if not isinstance(column, models.CharField | models.TextField):
                continue
            word = self.canaries.word(f"{model._meta.model_name}.{column.name}")
            forms = {models.EmailField: f"{word}@exemple.fr", models.URLField: f"https://{word}.exemple.fr/"}
            yield column.name, forms.get(type(column), word)

    def hidden(self) -> None:
        self.fiche("draft", theme=ThemeFactory(slug="cache", label="Rubrique cachée"))
        self._changed()
        steps.submit(self.fiche("in review"), self.author)
        self._scheduled()
        self._held()
        archived = self.publish(self.fiche("archived"))
        steps.take_offline(archived, self.author, f"Motif {self.canaries.word('reason')}")
        self._expired()
        self._sent_back()
        private = self.publish(self.fiche("private page"))
        PageViewRestriction.objects.create(page=private, restriction_type="groups")
        self._files()
        consultations.hide(self.canaries, self.home)
        self._report(private)

    def _changed(self) -> None:
        page = publish(self.fiche("public before changes"))
        page.title = f"Fiche {self.canaries.word('changes')}"
        page.save_revision(user=self.author)

    def _scheduled(self) -> None:
        page = self.fiche("scheduled")
        page.go_live_at = timezone.now() + datetime.timedelta(days=3)
        page.save_revision(user=self.author)
        steps.approve(steps.submit(page, self.author), self.reviewer)

    def _held(self) -> None:
        page = self.fiche("in a lot")
        lot = Release.objects.create(title=f"Lot {self.canaries.word('lot')}")
        preparing.add(lot, [Page.objects.get(pk=page.pk)], self.author)
        steps.approve(steps.submit(page, self.author), self.reviewer)

    def _expired(self) -> None:
        page = self.publish(self.fiche("expired"))
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(hours=1))
        unpublish_expired()

    def _sent_back(self) -> None:
        page = self.fiche("sent back")
        steps.submit(page, self.author)
        steps.ask_changes(in_review(page), self.reviewer, f"Précisez {self.canaries.word('comment')}")

    def _files(self) -> None:
        collection = Collection.get_first_root_node().add_child(name="Réservée")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="groups")
        title, content = self.canaries.word("document"), self.canaries.word("content of a document")
        file = ContentFile(f"a;{content}\n".encode(), "tableau.csv")
        document = Document.objects.create(title=title, file=file, collection=collection)
        image_title = self.canaries.word("image")
        SiteImage.objects.create(title=image_title, file=drawing("red"), collection=collection)
        self.canaries.others.append(document.url)

    def _report(self, page: Page) -> None:
        text, answer = self.canaries.word("error report"), self.canaries.word("answer to a report")
        report = ErrorReport.objects.create(page=page, page_title=page.title, text=text, answer=answer)
        self.canaries.others.append(f"/signalements/{report.number}/")


def person(role: Role) -> User:
    user = User.objects.create_user(f"canari-{role.name}", f"{role.name.lower()}@canari.exemple")
    user.groups.add(Group.objects.get(name=role.name))
    return user


def build() -> Canaries:
    """In a transaction that stays open."""
    builder = Builder()
    builder.online()
    builder.hidden()
    run_pending()
    return builder.canaries


def restricted_columns() -> set[str]:
    """« model.column » of every text that only members read; a speaker is read by nobody, or by everybody."""
    rows = [model for model in apps.get_models() if issubclass(model, Restricted) and model is not ReportSpeaker]
    return {
        f"{model._meta.model_name}.{column.name}"
        for model in rows
        for column in model._meta.fields
        if isinstance(column, models.CharField | models.TextField)
    }
