import pytest
from django.urls import reverse

from library_pages.models import UseCasePage
from tests.factories import UseCasePageFactory


@pytest.mark.django_db
def test_a_bulk_action_does_not_publish_a_fiche_whose_answers_nobody_checked(redaction, library):
    page = UseCasePageFactory(parent=library, live=False)
    page.sources = []
    page.save_revision()

    answer = redaction.post(
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={page.pk}", follow=True
    )

    assert not UseCasePage.objects.get(pk=page.pk).live
    assert "Publiez chaque page depuis son écran" in answer.content.decode()
