"""What of a page is printed, and in which shape."""

from cms.core.pdf import render_pdf
from cms.core.printing.nodes import Article
from cms.core.printing.tree import read_tree
from tests.pdf import read

PAGE = """
<main>
  <nav><a href="/ailleurs/">Menu</a></nav>
  <h1>Le titre</h1>
  <section class="part no-print"><h2>Réservé</h2></section>
  <h2>Une <span class="visually-hidden">seconde</span> partie</h2>
  <p>Un <b>mot</b>,
     <a href="../ici/#la">un lien</a>.<br>Fin <svg><title>icône</title></svg></p>
  <section><a data-cite href="#s-1">Principe S-1</a><h4>garantir</h4></section>
  <ul><li>Un<ul><li>Dedans</li></ul></li><li>Deux</li></ul>
  <ol aria-label="Avancement"><li>Idée</li><li aria-current="step">Essai</li></ol>
  <dl><div><dt>Coût</dt><dd>45&nbsp;000 €</dd></div></dl>
  <figure><blockquote>« Mot pour mot »</blockquote><figcaption>Une <cite>source</cite></figcaption></figure>
  <table><thead><tr><th>Avant</th><th>Après</th></tr></thead><tbody><tr><th>26</th></tr></tbody></table>
  <img src="x.png" alt="Un capteur"><button>Imprimer</button><p hidden>Caché</p>
</main>
"""


def nodes(html: str):
    return Article("https://exemple.fr/page/").nodes(next(read_tree(html).find("main")))


def words(runs):
    return "".join(run.get("text", "\n") for run in runs)


def test_a_page_is_read_without_what_is_only_for_the_screen():
    found = nodes(PAGE)

    assert [node["is"] for node in found] == [
        *("heading", "paragraph", "heading", "list", "paragraph", "terms", "quote", "paragraph", "table", "paragraph")
    ]
    heading, paragraph, principle, items, step, terms, quote, caption, table, image = found
    assert words(heading["runs"]) == "Une partie"
    assert words(paragraph["runs"]) == "Un mot, un lien.\nFin"
    assert [run["href"] for run in paragraph["runs"] if run.get("href")] == ["https://exemple.fr/ici/#la"]
    assert (principle["level"], principle["label"]["text"]) == (3, "Principe S-1")
    assert [node["is"] for node in items["items"][0]] == ["paragraph", "list"]
    assert words(step["runs"]) == "Avancement\u00a0: Essai"
    assert words(terms["rows"][0]["term"]) == "Coût"
    assert words(terms["rows"][0]["nodes"][0]["runs"]) == "45\u00a0000 €"
    assert words(quote["nodes"][0]["runs"]) == "« Mot pour mot »"
    assert words(caption["runs"]) == "Une source"
    assert [words(cell["runs"]) for row in table["rows"] for cell in row] == ["26", ""]
    assert words(image["runs"]) == "Image\u00a0: Un capteur"


def test_the_document_is_tagged_as_the_page_is_built():
    sheet = {"title": "Le titre", "address": "https://exemple.fr/page/", "about": [("Version", "2")], "contents": True}
    document = read(render_pdf("article.typ", {**sheet, "nodes": nodes(PAGE)}))

    assert [role for role in document.roles if role in {"H1", "H2", "H3", "H4"}] == ["H1", "H2", "H2", "H3"]
    assert {"TOC", "L", "Table", "TH", "BlockQuote", "Link"} <= set(document.roles)
    assert "Principe S-1 : garantir" in document.text.replace("\u00a0", " ")
    assert "https://exemple.fr/ici/#la" in document.dictionaries
    assert "Réservé" not in document.text
    assert "Caché" not in document.text
