"""What a reader gets from each block, through the page's body."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.template import Context, Template
from django.test import RequestFactory
from PIL import Image as Picture
from wagtail.documents.models import Document

from cms.core.blocks import BodyBlock
from cms.core.models import SiteImage
from home.models import StandardPage
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db  # a page asks for its content type, which a test before may have emptied

NARROW, WIDE = "\u202f", "\u00a0"
HOSTILE = '<script>alert("1")</script>'
SOURCE = {"title": "Communiqué du 13 mars 2025", "url": "https://www.interconnectes.com/"}
FIGURE = {"number": "84", "unit": "%", "label": "des besoins", "scope": "", "date": None, "source": SOURCE}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def image(db) -> SiteImage:
    buffer = BytesIO()
    Picture.new("RGB", (1200, 800), "green").save(buffer, "png")
    file = ImageFile(BytesIO(buffer.getvalue()), name="parc.png")
    return SiteImage.objects.create(title="Parc", file=file, credit="Ville, licence ouverte")


def render(*blocks: tuple[str, object]) -> str:
    """HTML of a body made of these blocks, as a page template includes it, without its indentation."""
    body = BodyBlock().normalize(list(blocks))
    page = StandardPage(body=body)
    template = Template("{% load wagtailcore_tags %}{% include_block page.body %}")
    html = template.render(Context({"page": page, "request": RequestFactory().get("/")}))
    return re.sub(r"\s*\n\s*", "", re.sub(r"\n\s*(?=[^<>]*>)", " ", html))


def test_headings_carry_an_anchor_made_of_their_words():
    html = render(("heading", "Évaluer l'impact ?"), ("subheading", "Méthode"))

    assert f'<h2 class="block-heading" id="partie-evaluer-limpact">Évaluer l’impact{NARROW}?</h2>' in html
    assert '<h3 class="block-subheading" id="partie-methode">Méthode</h3>' in html


def test_two_headings_never_share_an_anchor():
    html = render(("heading", "Suivi"), ("heading", "Suivi 2"), ("heading", "Suivi"), ("heading", "Suivi"))

    assert re.findall(r'id="([^"]*)"', html) == [
        "partie-suivi",
        "partie-suivi-2",
        "partie-suivi-3",
        "partie-suivi-4",
    ]


def test_a_heading_without_letters_has_no_anchor():
    assert '<h2 class="block-heading">…</h2>' in render(("heading", "…"))


def test_running_text_is_typeset_and_keeps_its_links():
    html = render(("text", '<p>Où ? <a href="https://exemple.fr/?a=1;b">L\'avis</a></p>'))

    assert f'<p>Où{NARROW}? <a href="https://exemple.fr/?a=1;b">L’avis</a></p>' in html


def test_an_accordion_unfolds_without_script():
    html = render(("accordion", [{"title": "Qui décide ?", "content": "<p>Un agent.</p>"}]))

    assert f'<details><summary>Qui décide{NARROW}?</summary><div class="prose"><p>Un agent.</p></div></details>' in html


def test_a_quotation_names_its_author_and_links_its_source():
    quote = {"text": "L'IA pour tous\nvraiment", "author": "Une élue", "role": "Vice-présidente", "source": SOURCE}

    html = render(("quote", quote))

    assert f">«{WIDE}L’IA pour tous<br>vraiment{WIDE}»</blockquote>" in html
    assert "<strong>Une élue</strong>, Vice-présidente" in html
    assert '<cite><a href="https://www.interconnectes.com/">Communiqué du 13 mars 2025</a></cite>' in html


def test_a_quotation_without_author_shows_no_stray_comma():
    html = render(("quote", {"text": "Un mot", "author": "", "role": "", "source": SOURCE}))

    assert '<figcaption><span class="block-quote__source">' in html


def test_a_figure_says_its_scope_date_and_source():
    html = render(("figure", FIGURE | {"scope": "France", "date": "2024-10"}))

    assert f">84{NARROW}%</strong>" in html
    assert f"Périmètre{WIDE}: France." in html
    assert '<time datetime="2024-10">octobre 2024</time>' in html
    assert ">Communiqué du 13 mars 2025</a>" in html


def test_a_figure_is_not_parted_from_its_unit():
    html = render(("figure", FIGURE | {"number": "1,3 million", "unit": "de m³"}))

    assert f">1,3 million{WIDE}de m³</strong>" in html


def test_a_figure_says_what_its_source_does_not():
    html = render(("figure", FIGURE))

    assert f'Périmètre{WIDE}: <span class="unknown">non communiqué</span>.' in html
    assert f'Date{WIDE}: <span class="unknown">non communiquée</span>.' in html


def test_a_table_names_its_rows_and_columns_and_says_its_gaps():
    table = {
        "caption": "Eau consommée",
        "columns": [{"type": "text", "heading": "Site"}, {"type": "number", "heading": "m³"}],
        "rows": [{"values": ["Mairie", 113000]}, {"values": ["École", None]}],
    }

    html = render(("table", table))

    assert '<div class="table" role="region" tabindex="0" aria-label="Eau consommée">' in html
    assert "<caption>Eau consommée</caption>" in html
    assert '<th scope="col">Site</th><th scope="col">m³</th>' in html
    assert f'<th scope="row">Mairie</th><td class="num">113{NARROW}000</td>' in html
    assert '<th scope="row">École</th><td><span class="unknown">non communiqué</span></td>' in html


def test_an_image_is_light_sized_lazy_and_credited(image):
    value = {"image": image.pk, "decorative": False, "alt_text": "Le parc vu d'en haut"}

    html = render(("image", BodyBlock().child_blocks["image"].to_python({"image": value, "caption": "Été 2024"})))

    assert re.findall(r'<source [^>]*type="(.*?)"', html) == ["image/avif", "image/webp"]
    tag = re.search(r"<img[^>]*>", html)[0]
    assert 'alt="Le parc vu d&#x27;en haut"' in tag
    assert 'loading="lazy"' in tag
    assert re.search(r'width="\d+"', tag)
    assert re.search(r'height="\d+"', tag)
    assert f"<figcaption>Été 2024<small>Crédit{WIDE}: Ville, licence ouverte</small></figcaption>" in html


def test_a_decorative_image_has_an_empty_alternative(image):
    value = {"image": image.pk, "decorative": True, "alt_text": "ignoré"}

    html = render(("image", BodyBlock().child_blocks["image"].to_python({"image": value, "caption": ""})))

    assert 'alt=""' in re.search(r"<img[^>]*>", html)[0]


def test_an_image_deleted_since_leaves_nothing(db):
    value = {"image": {"image": 999, "decorative": False, "alt_text": "Parc"}, "caption": "Le parc"}

    assert render(("image", BodyBlock().child_blocks["image"].to_python(value))) == '<div class="block-body"></div>'


def test_documents_say_their_format_and_weight(db):
    document = Document.objects.create(
        title="L'avis", file=ContentFile(b"%PDF-1.7", name="avis.pdf"), file_size=1258291
    )

    html = render(("documents", [document]))

    assert f'<a href="{document.url}">L’avis (PDF, 1,2{WIDE}Mio)</a>' in html


VIDEO = {
    "title": "La restitution",
    "url": "https://www.tube.example.org/w/1",
    "duration": "4 min",
    "poster": None,
    "transcript": "<p>Bonjour : voici.</p>",
    "transcript_url": "",
}


def test_a_video_is_a_link_that_names_the_other_site():
    html = render(("video", VIDEO))

    link = f"Voir la vidéo «{WIDE}La restitution{WIDE}» sur tube.example.org (autre site)"
    assert f'<a href="https://www.tube.example.org/w/1">{link}</a>' in html
    assert f"<p>Bonjour{WIDE}: voici.</p>" in html


def test_a_body_asks_nothing_of_another_site(image):
    html = render(("video", VIDEO | {"poster": image}), ("figure", FIGURE))

    assert not re.search(r"<(iframe|script|object|embed|link)|\son\w+=|style=", html)
    loaded = re.findall(r'(?:src|srcset|poster|data)="([^"]*)"', html)
    assert loaded
    assert all(address.startswith("/media/") for address in loaded)


def test_an_action_leads_to_the_page_wherever_it_moves(home):
    target = StandardPageFactory(parent=home, title="Le manifeste", slug="manifeste")

    html = render(("action", {"label": "Lire le manifeste", "page": target, "url": ""}))

    assert '<a class="button" href="/manifeste/">Lire le manifeste</a>' in html


def test_an_action_towards_a_page_taken_offline_is_not_shown(home):
    target = StandardPageFactory(parent=home, title="Le manifeste", live=False)

    assert "<a" not in render(("action", {"label": "Lire le manifeste", "page": target, "url": ""}))


def test_an_action_may_lead_elsewhere():
    html = render(("action", {"label": "Voir", "page": None, "url": "https://exemple.fr/?a=1&b=2"}))

    assert '<a class="button" href="https://exemple.fr/?a=1&amp;b=2">Voir</a>' in html


def test_markup_typed_in_any_field_is_shown_as_text(home):
    source = {"title": HOSTILE, "url": "https://exemple.fr/"}
    html = render(
        ("heading", HOSTILE),
        ("subheading", HOSTILE),
        ("accordion", [{"title": HOSTILE, "content": ""}]),
        ("quote", {"text": HOSTILE, "author": HOSTILE, "role": HOSTILE, "source": source}),
        ("figure", FIGURE | {"number": HOSTILE, "unit": HOSTILE, "label": HOSTILE, "scope": HOSTILE, "source": source}),
        (
            "table",
            {"caption": HOSTILE, "columns": [{"type": "text", "heading": HOSTILE}], "rows": [{"values": [HOSTILE]}]},
        ),
        ("video", VIDEO | {"title": HOSTILE, "duration": HOSTILE}),
        ("action", {"label": HOSTILE, "page": None, "url": "https://exemple.fr/"}),
    )

    assert "<script" not in html


def test_a_body_reads_its_images_and_their_copies_in_two_queries(home, image, django_assert_max_num_queries):
    value = {"image": {"image": image.pk, "decorative": True, "alt_text": ""}, "caption": ""}
    page = StandardPageFactory(parent=home, title="Album")
    page.body = [("image", BodyBlock().child_blocks["image"].to_python(value)) for _ in range(3)]
    page.save()
    template = Template("{% load wagtailcore_tags %}{% include_block page.body %}")
    page = StandardPage.objects.get(pk=page.pk)
    with django_assert_max_num_queries(2):
        template.render(Context({"page": page}))
