"""An identifier is given once, to one thing, for ever; and it leads to that thing."""

import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from library_pages.identifiers import Identifier
from library_pages.models import CharterIndexPage, CharterPage, UseCasePage
from tests.factories import CharterIndexPageFactory, CharterPageFactory, UseCasePageFactory, publish


def number(page) -> int:
    return Identifier.parse(page.identifier).number


@pytest.mark.django_db
def test_fiches_and_charters_share_one_series_that_starts_with_the_year(library, charters):
    fiche, charter = UseCasePageFactory(parent=library), CharterPageFactory(parent=charters)

    year = timezone.localdate().year
    assert [fiche.identifier, charter.identifier] == [f"IAT-{year}-0001", f"IAT-{year}-0002"]


@pytest.mark.django_db
def test_each_year_has_its_own_series(library, monkeypatch):
    UseCasePageFactory(parent=library)
    today = timezone.localdate()
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: today.replace(year=today.year + 1, day=1))

    assert UseCasePageFactory(parent=library).identifier == f"IAT-{today.year + 1}-0001"


@pytest.mark.django_db
def test_the_number_of_a_deleted_page_is_not_given_again(library):
    first = UseCasePageFactory(parent=library)
    first.delete()

    assert number(UseCasePageFactory(parent=library)) == number(first) + 1


@pytest.mark.django_db
def test_nothing_changes_the_identifier_of_a_page(library):
    page = UseCasePageFactory(parent=library)
    given = page.identifier
    page.save_revision()
    page.identifier = "IAT-1999-0001"
    publish(page)
    page.identifier = "IAT-1999-0002"
    page.save()

    assert UseCasePage.objects.get(pk=page.pk).identifier == given


@pytest.mark.django_db
def test_a_copy_gets_its_own_identifier_and_keeps_it_once_published(redaction, library):
    page = UseCasePageFactory(parent=library, slug="fuites")
    publish(page)
    copy_url = reverse("wagtailadmin_pages:copy", args=(page.pk,))

    redaction.post(copy_url, {"new_title": "Copie", "new_slug": "copie", "new_parent_page": library.pk})
    copy = UseCasePage.objects.get(slug="copie")
    publish(copy.get_latest_revision())

    assert number(UseCasePage.objects.get(slug="copie")) == number(page) + 1
    assert UseCasePage.objects.get(slug="fuites").identifier == page.identifier


@pytest.mark.django_db(transaction=True)
def test_pages_created_at_the_same_time_never_share_a_number(home):
    parents = [CharterIndexPageFactory(parent=home, slug=f"chartes-{rank}") for rank in range(6)]
    start, failures = threading.Barrier(len(parents)), []

    def create(parent: CharterIndexPage) -> None:
        try:
            start.wait()
            parent.add_child(instance=CharterPage(title="Charte", slug="charte", summary="Un essai."))
        except Exception as error:  # noqa: BLE001  # told by the test, not by a thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=create, args=(parent,)) for parent in parents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert sorted(number(page) for page in CharterPage.objects.all()) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db
@pytest.mark.parametrize("lower", [False, True])
def test_the_permanent_link_leads_to_the_page_wherever_it_is(client, library, lower):
    page = UseCasePageFactory(parent=library, slug="fuites")
    page.slug = "nouvelle-adresse"
    publish(page)

    answer = client.get(f"/ref/{page.identifier.lower() if lower else page.identifier}/")

    assert (answer.status_code, answer["Location"]) == (302, "/bibliotheque/nouvelle-adresse/")


@pytest.mark.django_db
def test_the_permanent_link_of_a_charter_leads_to_it(client, charters):
    page = CharterPageFactory(parent=charters, slug="boussole")

    assert client.get(f"/ref/{page.identifier}/")["Location"] == "/chartes/boussole/"


@pytest.mark.django_db
def test_the_permanent_link_tells_what_is_gone_from_what_is_hidden_or_was_never(client, library):
    draft = UseCasePageFactory(parent=library, live=False)
    deleted = UseCasePageFactory(parent=library)
    deleted.delete()
    year = timezone.localdate().year

    assert client.get(f"/ref/{draft.identifier}/").status_code == 404
    assert client.get(f"/ref/{deleted.identifier}/").status_code == 410
    for never in (
        f"IAT-{year}-0003",
        "IAT-1999-0001",
        f"IAT-{year}-0000",
        f"IAT-{year}-00001",
        "fiche",
        "IAT-2026-٠٠٠١",
    ):
        assert client.get(f"/ref/{never}/").status_code == 404, never


@pytest.mark.django_db
@pytest.mark.parametrize("factory", ["fiche", "charte"])
def test_typing_the_identifier_finds_the_page_alone(client, library, charters, factory):
    fiches = [UseCasePageFactory(parent=library) for _ in range(2)]
    texts: list[CharterPage] = [CharterPageFactory(parent=charters) for _ in range(2)]
    wanted = {"fiche": fiches, "charte": texts}[factory][1]

    found = client.get("/api/v1/recherche/", {"q": wanted.identifier}).json()

    assert [(result["titre"], result["identifiant"]) for result in found["resultats"]] == [
        (wanted.title, wanted.identifier)
    ]
    page = client.get(wanted.url).content.decode()
    assert f"<dd>{wanted.identifier}</dd>" in page
    assert f'"identifier": "{wanted.identifier}"' in page
