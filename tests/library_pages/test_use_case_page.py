import pytest

from library_pages.models import UseCasePage
from tests.factories import UseCasePageFactory, publish

pytestmark = pytest.mark.once


@pytest.mark.django_db
def test_a_fiche_keeps_its_tags_and_rows_through_a_revision(library):
    page = UseCasePageFactory(parent=library, tags=["eau", "fuites"])

    publish(page)

    live = UseCasePage.objects.get(pk=page.pk)
    assert sorted(tag.name for tag in live.tags.all()) == ["eau", "fuites"]
    assert [source.title for source in live.sources.all()] == ["Présentation du 11 février 2025"]
