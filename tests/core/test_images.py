import re
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from cms.core.models import SiteImage

pytestmark = pytest.mark.once

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(kind: str = "png", size: tuple[int, int] = (8, 6), mode: str = "RGB") -> bytes:
    buffer = BytesIO()
    Picture.new(mode, size).save(buffer, kind)
    return buffer.getvalue()


def errors(response) -> str:
    """What the editor reads above the field, spaces and apostrophes made plain."""
    page = unescape(response.content.decode()).replace("\u00a0", " ").replace("’", "'")
    return " ".join(re.findall(r'<p class="error-message">\s*(.*?)\s*</p>', page, re.DOTALL))


@pytest.fixture
def upload(editor_client):
    def post(name: str, content: bytes):
        data = {"title": "Vue du parc", "file": SimpleUploadedFile(name, content), "collection": "1"}
        return editor_client.post(reverse("wagtailimages:add"), data | {"credit": "Ville, licence ouverte"})

    return post


@pytest.mark.parametrize("extension", ["avif", "gif", "jpg", "jpeg", "png", "webp"])
def test_an_editor_uploads_an_image_with_its_credit(upload, extension):
    assert upload(f"parc.{extension}", picture("jpeg" if extension == "jpg" else extension)).status_code == 302

    image = SiteImage.objects.get()
    assert (image.title, image.credit, image.width) == ("Vue du parc", "Ville, licence ouverte", 8)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("dessin.svg", SVG, "Formats supportés : AVIF, GIF, JPG, JPEG, PNG, WEBP."),
        ("dessin.png", SVG, "L'extension de fichier ne correspond pas au format du fichier"),
        ("notes.png", b"des notes", "Téléversez une image valide"),
        ("parc.png", picture("jpeg"), "L'extension de fichier ne correspond pas au format du fichier"),
        ("parc.png", picture()[:40], "Cette image est abîmée ou incomplète."),
        ("parc.jpg", picture("jpeg", (400, 300))[:900], "Cette image est abîmée ou incomplète."),
    ],
)
def test_what_is_not_an_allowed_image_is_refused_in_french(upload, name, content, message):
    assert message in errors(upload(name, content))
    assert not SiteImage.objects.exists()


def test_a_file_too_heavy_is_refused_with_the_limit(upload):
    response = upload("parc.png", picture() + b"\0" * (8 * 1024 * 1024))

    assert "Ce fichier est trop gros" in errors(response)
    assert not SiteImage.objects.exists()


def test_an_image_of_too_many_pixels_is_refused(upload):
    response = upload("parc.png", picture(size=(8_000, 6_300), mode="1"))

    assert "trop grand nombre de pixels" in errors(response)
    assert not SiteImage.objects.exists()
