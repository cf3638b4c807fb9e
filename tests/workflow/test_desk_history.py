"""The history of a page, a screen at a time."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.members.models import User
from cms.workflow import steps
from cms.workflow.desk.history import PER_PAGE
from cms.workflow.models import Publication, publication_before
from cms.workflow.permissions import in_review
from home.models import HomePage
from tests.factories import StandardPageFactory
from tests.workflow.desk import Session, item, read, words


def test_a_long_history_is_read_a_screen_at_a_time(
    home: HomePage, submit: Any, author: User, reviewer: User, session: Session
) -> None:
    page = submit()
    steps.refuse(in_review(page), reviewer, "Trop court.")  # type: ignore[arg-type]
    last = PageLogEntry.objects.filter(page_id=page.pk).latest("timestamp")
    old = timezone.now() - timedelta(days=30)
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page=page,
            content_type=last.content_type,
            label=last.label,
            action="wagtail.workflow.resume",
            timestamp=old - timedelta(minutes=rank),
            user=author,
            data={"comment": f"Essai {rank}"},
        )
        for rank in range(2 * PER_PAGE)
    )
    client = session(author)
    address = reverse("workflow_desk:history", args=[page.pk])

    first, second = words(client.get(address)), words(client.get(address, {"page": 2}))
    assert first.count("a refusé cette version") == 1
    assert "a retiré la version" not in first
    assert "Page 1 sur 3" in first
    assert "Essai 46" in first
    assert "Essai 47" not in first
    assert "Essai 47" in second
    with CaptureQueriesContext(connection) as captured:
        client.get(item(page))
    (journal,) = (query["sql"] for query in captured if 'FROM "wagtailcore_pagelogentry"' in query["sql"][:2000])
    assert "LIMIT 5" in journal


def test_a_version_comes_after_what_was_online_last(home: HomePage) -> None:
    page = StandardPageFactory(parent=home)
    first, second, third = (page.save_revision() for _ in range(3))
    for revision in (first, second, first):  # a lot put the second online, and was undone
        Publication.objects.create(page=page, revision=revision, revision_key=revision.pk)

    assert [publication_before(version) for version in (first, second)] == [None, Publication.objects.first()]
    assert publication_before(third).revision == first  # type: ignore[union-attr]


def test_the_history_shows_each_version(submit: Any, author: User, reviewer: User, session: Session) -> None:
    page = submit("Avant")
    steps.approve(in_review(page), reviewer, "Très clair.")  # type: ignore[arg-type]
    draft = read(page)
    draft.title = "Après"
    revision = draft.save_revision(user=author)
    steps.submit(draft, author)
    client = session(author)
    shown = words(client.get(reverse("workflow_desk:history", args=[page.pk])))
    assert "Léa Autrice a soumis une version à relecture" in shown
    assert "Rémi Relecteur a approuvé" in shown
    assert "Très clair." in shown
    version = words(client.get(reverse("workflow_desk:version", args=[page.pk, revision.pk])))
    assert "Titre retiré : Avant fin de retrait ajouté : Après fin d’ajout" in version
