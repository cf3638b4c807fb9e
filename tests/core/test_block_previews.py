"""The picker of blocks shows each one, named and described in French, as the public page will."""

import re

import pytest
from django.urls import reverse

from home.models import StandardPage

pytestmark = pytest.mark.once

BODY = StandardPage._meta.get_field("body").stream_block


@pytest.mark.parametrize("name", BODY.child_blocks)
def test_a_block_is_previewed_with_the_stylesheet_of_the_site(editor_client, name):
    block = BODY.child_blocks[name]

    response = editor_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    html = response.content.decode()
    assert response.status_code == 200
    assert '<link rel="stylesheet" href="/static/css/site.css">' in html
    assert re.search(r'<div class="wrap block-body">\s*<\w+ class="', html)


@pytest.mark.parametrize("name", BODY.child_blocks)
def test_a_block_is_described_to_the_editor(name):
    block = BODY.child_blocks[name]

    assert block.is_previewable
    assert block.get_description().endswith(".")
    assert block.meta.group
    assert block.label
