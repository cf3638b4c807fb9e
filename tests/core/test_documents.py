from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document

pytestmark = pytest.mark.once

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HTML = b"<html><script>alert(1)</script></html>"


def archive(names: Iterable[str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as zipped:
        for name in names:
            zipped.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "<xml/>")
    return buffer.getvalue()


DOCX = archive(["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
UNORDERED_DOCX = archive(["customXml/item1.xml", "[Content_Types].xml", "word/document.xml"])
ODT = archive(["mimetype", "content.xml"])


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def upload(editor_client):
    def post(name: str, content: bytes):
        data = {"title": "Rapport", "file": SimpleUploadedFile(name, content), "collection": "1"}
        return editor_client.post(reverse("wagtaildocs:add"), data)

    return post


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rapport.pdf", PDF),
        ("RAPPORT.PDF", PDF),
        ("rapport.docx", DOCX),
        ("rapport.docx", UNORDERED_DOCX),
        ("rapport.odt", ODT),
        ("donnees.csv", b"commune;population\nPibrac;8500\n"),
    ],
)
def test_an_editor_uploads_a_document(upload, name, content):
    assert upload(name, content).status_code == 302
    assert Document.objects.get().file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rapport.pdf", HTML),
        ("rapport.pdf", b""),
        ("rapport.pdf", DOCX),
        ("rapport.docx", PDF),
        ("rapport.docx", ODT),
        ("rapport.odt", HTML),
        ("donnees.csv", PDF),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(upload, name, content):
    response = upload(name, content)

    kind = name.rpartition(".")[2].upper()
    expected = f"Ce fichier n’a pas le contenu d’un fichier {kind}." if content else "Le fichier soumis est vide."
    assert expected in response.content.decode()
    assert not Document.objects.exists()


def test_another_kind_of_file_is_refused_with_the_list_of_those_allowed(upload):
    response = upload("page.html", HTML)

    assert "Les extensions autorisées sont" in response.content.decode()
    assert "Ce fichier n’a pas le contenu" not in response.content.decode()
    assert not Document.objects.exists()


def test_the_multiple_upload_refuses_it_too(editor_client):
    response = editor_client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "Rapport", "files[]": SimpleUploadedFile("rapport.pdf", HTML), "collection": "1"},
    )

    assert "Ce fichier n’a pas le contenu d’un fichier PDF." in response.json()["error_message"]
    assert not Document.objects.exists()


def test_the_chooser_of_a_page_refuses_it_too(editor_client):
    response = editor_client.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "Rapport",
            "document-chooser-upload-file": SimpleUploadedFile("rapport.pdf", HTML),
            "document-chooser-upload-collection": "1",
        },
    )

    assert "Ce fichier n’a pas le contenu d’un fichier PDF." in response.json()["htmlFragment"]
    assert not Document.objects.exists()


def test_the_title_of_a_document_changes_without_a_new_file(upload, editor_client):
    upload("rapport.pdf", PDF)
    document = Document.objects.get()

    editor_client.post(
        reverse("wagtaildocs:edit", args=[document.pk]), {"title": "Rapport annuel", "file": "", "collection": "1"}
    )

    document.refresh_from_db()
    assert document.title == "Rapport annuel"
