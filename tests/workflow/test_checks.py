"""What a machine finds in a version: each check once when there is something to find, once when there is not."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model

from cms.core.models import SiteImage
from cms.workflow.checks import Finding, blocking_findings, findings_of
from home.models import HomePage, StandardPage
from library_pages.models import Failure, LibraryIndexPage, Result
from tests.factories import StandardPageFactory, TechniqueFactory, ThemeFactory, UseCasePageFactory

BLOCK = "11111111-1111-4111-8111-111111111111"


def text(html: str) -> dict[str, Any]:
    return {"type": "text", "id": BLOCK, "value": html}


def found_in(page: Any, **changes: Any) -> list[Finding]:
    """Of a version of this page with these answers."""
    for name, value in changes.items():
        setattr(page, name, value)
    version = page.save_revision(clean=False).as_object()
    found = findings_of(version)
    assert blocking_findings(version) == [finding for finding in found if finding.blocking]
    return found


@pytest.fixture
def page(home: HomePage) -> StandardPage:
    page: StandardPage = StandardPageFactory(parent=home, title="Page", live=False)
    return page


@pytest.fixture
def picture(db: None) -> SiteImage:
    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    return SiteImage.objects.create(title="Vanne", file=ImageFile(BytesIO(drawn.getvalue()), "vanne.png"))


def test_a_page_without_fault_has_no_finding(page: StandardPage) -> None:
    assert found_in(page, body=[text("<p>Rien à redire. 243 500 139 00012, le 12/06/2024 à 10:30.</p>")]) == []


def test_a_figure_in_a_sentence_is_told_and_blocks_nothing(page: StandardPage) -> None:
    written = "<p>En 2024, l’article 5 de la loi : 110 000 m³ gagnés, de 9,7 % à 6,8 % de pertes.</p>"
    (finding,) = found_in(page, body=[text(written)])
    assert "dans une phrase\xa0: 110 000 m³, 9,7 %, 6,8 %." in finding.text
    assert (finding.anchor, finding.blocking) == (f":w:contentpath=body.{BLOCK}", False)


def test_a_figure_needs_its_source_and_its_date(page: StandardPage) -> None:
    figure = {"number": "84", "unit": "%", "label": "Part", "date": "2025", "source": {"title": "", "url": ""}}
    body = [{"type": "figure", "id": BLOCK, "value": figure}]
    anchor = f":w:contentpath=body.{BLOCK}"
    (finding,) = found_in(page, body=body)
    assert finding == Finding("Le chiffre «\xa084\xa0%\xa0» n’a pas de source.", anchor, True)
    figure |= {"source": {"title": "Rapport annuel", "url": ""}, "date": None}
    (finding,) = found_in(page, body=body)
    assert finding == Finding("Le chiffre «\xa084\xa0%\xa0» n’a pas de date.", anchor, True)
    figure["date"] = "2025-03"
    assert found_in(page, body=body) == []


def test_a_picture_needs_its_alternative(page: StandardPage, picture: SiteImage) -> None:
    image = {"image": picture.pk, "decorative": False, "alt_text": ""}
    body = [{"type": "image", "id": BLOCK, "value": {"image": image, "caption": ""}}]
    (finding,) = found_in(page, body=body)
    assert "«\xa0Vanne\xa0» n’a pas d’alternative textuelle" in finding.text
    assert finding.blocking
    for described in ({"alt_text": "Une vanne ouverte"}, {"decorative": True}):
        body[0]["value"]["image"] = {**image, **described}  # type: ignore[index]
        assert found_in(page, body=body) == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("<p>Écrire à jean.dupont@exemple.fr.</p>", "jean.dupont@exemple.fr"),
        ("<p>Appeler le 02 99 28 55 55.</p>", "02 99 28 55 55"),
        ("<p>Appeler le +33 (0)6.12.34.56.78.</p>", "+33 (0)6.12.34.56.78"),
        ('<p><a href="mailto:jean.dupont@exemple.fr">Jean</a></p>', "jean.dupont@exemple.fr"),
    ],
)
def test_addresses_and_numbers_of_people_are_told(page: StandardPage, written: str, told: str) -> None:
    (finding,) = found_in(page, body=[text(written)])
    assert "visible de tous" in finding.text
    assert f"«\xa0{told}\xa0»" in finding.text
    assert finding.anchor == f":w:contentpath=body.{BLOCK}"
    assert not finding.blocking


def test_links_inside_the_site_must_lead_somewhere(page: StandardPage, home: HomePage) -> None:
    other = StandardPageFactory(parent=home, title="Autre")
    draft = StandardPageFactory(parent=home, title="Brouillon", slug="brouillon", live=False)
    document = get_document_model().objects.create(title="Charte", file=ContentFile(b"x", "charte.pdf"))
    Redirect.objects.create(old_path="/ancienne", redirect_page=other)
    fine = [
        f'<a linktype="page" id="{other.pk}">Autre</a>',
        f'<a linktype="document" id="{document.pk}">Charte</a>',
        '<a href="/autre/">Autre</a>',
        '<a href="http://localhost/autre/?page=2#haut">Autre</a>',
        '<a href="/ancienne/">Ancienne</a>',
        '<a href="/recherche/">Recherche</a>',
        '<a href="https://example.org/introuvable/">Ailleurs</a>',
    ]
    assert found_in(page, body=[text(f"<p>{' '.join(fine)}</p>")]) == []
    dead = [
        f'<a linktype="page" id="{draft.pk}">Brouillon</a>',
        '<a linktype="page" id="999999">Supprimée</a>',
        '<a linktype="document" id="999999">Supprimé</a>',
        '<a href="/brouillon/">Brouillon</a>',
        '<a href="http://localhost/nulle-part/">Nulle part</a>',
        '<a href="/documents/999999/rien.pdf">Rien</a>',
    ]
    found = found_in(page, body=[text(f"<p>{' '.join(dead)}</p>")])
    assert {finding.text for finding in found} == {
        "Cette version mène à la page «\xa0Brouillon\xa0», qui n’est pas en ligne.",
        "Cette version mène à une page supprimée.",
        "Un document de cette version n’existe plus.",
        "Le lien vers /brouillon/ ne mène nulle part.",
        "Le lien vers /nulle-part/ ne mène nulle part.",
        "Le lien vers /documents/999999/rien.pdf ne mène nulle part.",
    }
    assert {finding.anchor for finding in found} == {f":w:contentpath=body.{BLOCK}"}


def test_required_answers_of_a_fiche_lead_to_their_fields(library: LibraryIndexPage, redaction: Client) -> None:
    fiche = UseCasePageFactory(parent=library, live=False)
    fiche.results = [Result(indicator="Débit", after="13", source="")]
    found = found_in(fiche, summary="", audiences=[], sources=[])
    blocking = {finding.text: finding.anchor for finding in found if finding.blocking}
    assert blocking == {
        "Réponse nécessaire et absente\xa0: Résumé.": ":w:contentpath=summary",
        "Réponse nécessaire et absente\xa0: Cibles.": ":w:contentpath=audiences",
        "Réponse nécessaire et absente\xa0: Sources.": "panel-child-en_bref-sources-section",
        "Réponse nécessaire et absente\xa0: Responsable du contenu.": ":w:contentpath=content_owner",
        "Le résultat «\xa0Débit\xa0» n’a pas de source.": "panel-child-en_detail-resultats_mesures-section",
    }
    editor = redaction.get(reverse("wagtailadmin_pages:edit", args=[fiche.pk])).content.decode()
    assert all(f'id="{anchor}"' in editor for anchor in blocking.values() if anchor.endswith("-section"))
    assert found[: len(blocking)] == [finding for finding in found if finding.blocking], "they come first"
    assert "Besoin et objectifs" in found[-1].text


def test_what_is_for_members_is_not_public_text(library: LibraryIndexPage) -> None:
    fiche = UseCasePageFactory(parent=library, live=False)
    fiche.failures = [Failure(text="Écrire à jean.dupont@exemple.fr")]
    assert not [finding for finding in found_in(fiche) if "jean" in finding.text]


def test_a_fiche_like_another_is_told_with_its_address(library: LibraryIndexPage) -> None:
    shared = {"theme": ThemeFactory(), "techniques": [TechniqueFactory()]}
    UseCasePageFactory(parent=library, title="Jumelle d’avant", **shared)
    UseCasePageFactory(parent=library, title="Même thème seulement", theme=shared["theme"])
    fiche = UseCasePageFactory(parent=library, title="Jumelle", live=False, **shared)
    (finding,) = [finding for finding in found_in(fiche) if "Ressemble" in finding.text]
    assert finding.text.startswith("Ressemble à «\xa0Jumelle d’avant\xa0» (même technique, même thématique")
    assert finding.url == "/bibliotheque/jumelle-davant/"
    assert not [f for f in found_in(fiche, techniques=[]) if "Ressemble" in f.text]
