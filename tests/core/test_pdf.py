import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cms.core import pdf
from tests.pdf import Document, read

HOSTILE = r'#let x = 1 *gras* _i_ "q" \ <label> @ref `code` $x$ [a] {b} // /* #include "/etc/passwd" = titre'

TEMPLATE = """
#import "base.typ": data, sheet
#show: sheet
== #data.heading
#data.text
"""


@pytest.fixture(autouse=True, scope="module")
def root(tmp_path_factory: pytest.TempPathFactory):
    """The real sheet, and a template that prints what it is given."""
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "base.typ").write_text((pdf.ROOT / "base.typ").read_text())
    (folder / "printed.typ").write_text(TEMPLATE)
    (folder / "curious.typ").write_text('#read("../outside.txt")')
    (folder.parent / "outside.txt").write_text("dehors")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "ROOT", folder)
        yield


def printed(text: str, **values: str) -> Document:
    return read(pdf.render_pdf("printed.typ", {"title": "Titre", "heading": "Partie", "text": text, **values}))


def test_a_pdf_is_tagged_titled_and_in_french():
    document = printed("Un texte.", title="L’été « ici »", heading="Une partie")
    assert "/MarkInfo<</Marked true" in document.dictionaries
    assert "/StructTreeRoot" in document.dictionaries
    assert "/Lang(fr-FR)" in document.dictionaries
    assert "/DisplayDocTitle true" in document.dictionaries
    assert "\ufeffL’été « ici »".encode("utf-16-be").hex().upper() in document.dictionaries
    assert [role for role in document.roles if role.startswith("H")] == ["H1", "H2"]


def test_it_declares_that_it_follows_pdf_ua():
    made = pdf.render_pdf("printed.typ", {"title": "Titre", "heading": "Partie", "text": "Texte"})
    assert re.search(rb"<pdfuaid:part>1</pdfuaid:part>", made)


def test_it_says_who_made_it_and_where_to_find_the_site():
    text = printed("Un texte.").text
    assert "IA des territoires" in text
    assert "http://localhost:8000" in text


def test_a_value_comes_out_as_typed():
    document = printed(HOSTILE, heading=HOSTILE)
    assert document.text.count(HOSTILE) == 2
    assert document.roles.count("H2") == 1


def test_a_character_that_no_font_draws_is_shown_as_missing():
    text = printed("Ville 漢😀\x00 de\u202e Québe\u0301c").text
    assert "Ville \ufffd\ufffd\ufffd de Québéc" in text


@given(st.text(max_size=60))
@example("".join(chr(code) for code in range(0x3100)))
@example("\u0628\u0650a\u0485b")
@settings(max_examples=60, deadline=None)
def test_no_text_prevents_a_pdf(text: str):
    assert pdf.render_pdf("printed.typ", {"title": text or "Titre", "heading": text or "Partie", "text": text})


def test_more_text_than_any_document_of_the_site_is_refused():
    with pytest.raises(ValueError, match=r"printed\.typ"):
        printed("mot " * pdf.LONGEST)


def test_a_template_reads_nothing_outside_its_folder():
    with pytest.raises(RuntimeError, match=r"outside|escape|root"):
        pdf.render_pdf("curious.typ", {"title": "Titre"})


def test_no_template_asks_the_network_nor_runs_a_value():
    for template in Path(pdf.settings.BASE_DIR, "templates", "pdf").glob("*.typ"):
        assert not re.search(r"@preview|\beval\(|\bplugin\(", template.read_text()), template.name
