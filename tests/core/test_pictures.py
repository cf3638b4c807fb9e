"""Images that a visitor loads: light, sized, and drawn before anybody reads the page."""

import re
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image as Picture

from cms.core.models import SiteImage
from cms.core.renditions import DRAWN
from cms.core.sweeper import sweep_once
from tests.factories import StandardPageFactory, publish

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drawing(colour="green", size=(1200, 750)):
    buffer = BytesIO()
    Picture.new("RGB", size, colour).save(buffer, "png")
    return buffer.getvalue()


@pytest.fixture
def image(db):
    return SiteImage.objects.create(title="Parc", file=ImageFile(BytesIO(drawing()), name="parc.png"))


def block(image):
    """A block of a body as it is stored."""
    return {"type": "image", "value": {"image": {"image": image.pk, "decorative": True, "alt_text": ""}, "caption": ""}}


@pytest.fixture
def album(home, image):
    """A page whose body has three images, and whose shared links show one."""
    page = StandardPageFactory(parent=home, title="Album", slug="album", listing_image=image)
    others = [
        SiteImage.objects.create(title=name, file=ImageFile(BytesIO(drawing(name)), name=f"{name}.png"))
        for name in ("red", "blue")
    ]
    page.body = page.body.stream_block.to_python([block(shown) for shown in (image, *others)])
    publish(page)
    return page


def read(client, address="/album/"):
    return client.get(address, headers={"host": "localhost"}).content.decode()


def test_a_picture_is_offered_in_two_light_formats_and_one_that_every_browser_reads(client, album):
    picture = re.search(r"<picture>.*?</picture>", read(client), re.DOTALL)[0]

    sources = re.findall(r'<source[^>]* srcset="([^"]*)"[^>]*type="([^"]*)"', picture)
    assert [kind for _, kind in sources] == ["image/avif", "image/webp"]
    assert all(re.findall(r" (\d+)w", addresses) == ["480", "960"] for addresses, _ in sources)
    shown = re.search(r"<img[^>]*>", picture)[0]
    for attribute in ('width="480"', 'height="300"', 'loading="lazy"', 'decoding="async"', "sizes=", ".jpg 960w"):
        assert attribute in shown


def test_every_file_that_a_page_offers_is_served_as_what_it_says(client, album):
    addresses = set(re.findall(r"/media/[^ \",]+", read(client)))

    kinds = {}
    for address in addresses:
        response = client.get(address.removeprefix("http://localhost"))
        assert response.status_code == 200
        content = b"".join(response.streaming_content)
        kinds.setdefault(Picture.open(BytesIO(content)).format, []).append(response["Content-Type"])
    assert {kind: set(types) for kind, types in kinds.items()} == {
        "AVIF": {"image/avif"},
        "WEBP": {"image/webp"},
        "JPEG": {"image/jpeg"},
    }


def test_a_first_visit_draws_nothing_and_asks_two_queries_for_all_its_images(client, album, settings, tmp_path):
    files = sorted((tmp_path / "images").iterdir())

    with CaptureQueriesContext(connection) as queries:
        page = read(client)

    assert page.count("<picture>") == 3
    asked = [
        query["sql"]
        for query in queries
        if 'FROM "core_siteimage' in query["sql"] or 'FROM "core_siterend' in query["sql"]
    ]
    assert len(asked) <= 4, asked  # the body, then the image of shared links
    assert not [query for query in queries if not query["sql"].lstrip("(").startswith("SELECT")]
    assert sorted((tmp_path / "images").iterdir()) == files


def test_a_page_read_before_its_images_are_drawn_stays_readable_and_the_sweep_mends_it(client, album, image):
    image.renditions.all().delete()

    assert read(client).count("<picture>") == 2
    assert image.renditions.count() == 0

    assert sweep_once() == []
    assert read(client).count("<picture>") == 3


def test_a_small_image_is_not_offered_twice_in_the_same_size(home, client, image):
    image.file = ImageFile(BytesIO(drawing(size=(300, 200))), name="petite.png")
    image.save()
    page = StandardPageFactory(parent=home, title="Petite", slug="petite")
    page.body = page.body.stream_block.to_python([block(image)])
    image.renditions.all().delete()
    image.save()
    publish(page)

    picture = re.search(r"<picture>.*?</picture>", read(client, "/petite/"), re.DOTALL)[0]

    assert "960w" not in picture
    assert len(re.findall(r"/media/", picture)) == 3


def test_an_image_replaced_by_an_editor_is_drawn_again(editor_client, image):
    before = set(image.renditions.values_list("file", flat=True))
    data = {"title": "Parc", "file": SimpleUploadedFile("neuf.png", drawing("red")), "collection": "1"}

    response = editor_client.post(reverse("wagtailimages:edit", args=[image.pk]), data)

    assert response.status_code == 302
    after = set(image.renditions.filter(filter_spec__in=DRAWN).values_list("file", flat=True))
    assert len(after) == len(DRAWN)
    assert not before & after


def test_a_shared_link_shows_the_image_of_the_page_with_its_whole_address(client, album):
    shared = re.search(r'<meta property="og:image" content="([^"]*)"', read(client))[1]

    assert shared.startswith("http://localhost/media/images/")
    response = client.get(shared.removeprefix("http://localhost"))
    assert Picture.open(BytesIO(b"".join(response.streaming_content))).size == (1200, 630)
