"""Marks show why a result was found, and never let through what somebody typed."""

import pytest

from search.highlight import highlight, snippet
from search.text_query import Synonyms, parse

IA = Synonyms([("IA", "intelligence artificielle")])


def marked(text: str, typed: str) -> str:
    return str(highlight(text, parse(typed, IA)))


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Les détections de fuites", "detection", "Les <mark>détections</mark> de fuites"),
        ("La ressource de l’eau", "l'eau", "La ressource de l’<mark>eau</mark>"),
        ("Une intelligence artificielle frugale", "IA", "Une <mark>intelligence artificielle</mark> frugale"),
        ("L’IA frugale", "intelligence artificielle", "L’<mark>IA</mark> frugale"),
        ("Une intelligence collective", "IA", "Une intelligence collective"),
        ("eau, EAU et eaux", "eau", "<mark>eau</mark>, <mark>EAU</mark> et <mark>eaux</mark>"),
        ("Le plan de la ville", '"plan de la ville"', "Le <mark>plan de la ville</mark>"),
        ("E\u0301cole", "ecole", "<mark>École</mark>"),
        ("Rien ici", "eau", "Rien ici"),
        ("", "eau", ""),
    ],
)
def test_words_synonyms_and_phrases_are_marked_where_they_stand(text, typed, expected):
    assert marked(text, typed) == expected


@pytest.mark.parametrize("typed", ["script", "alert", "<script>", "eau", "img onerror"])
def test_what_people_typed_is_escaped_around_and_inside_the_marks(typed):
    hostile = "<script>alert('eau')</script> & <img src=x onerror=alert(1)>"
    shown = marked(hostile, typed)
    assert "<" not in shown.replace("<mark>", "").replace("</mark>", "")
    assert shown.replace("<mark>", "").replace("</mark>", "") == (
        "&lt;script&gt;alert(&#x27;eau&#x27;)&lt;/script&gt; &amp; &lt;img src=x onerror=alert(1)&gt;"
    )


def test_a_snippet_is_the_summary_when_it_holds_the_words():
    assert snippet("Une fuite. Fin.", "Autre fuite.", parse("fuite", IA)) == "Une <mark>fuite</mark>. Fin."


def test_a_snippet_goes_and_fetches_the_sentence_that_holds_the_words():
    text = "Premier point\nLes données sont <locales>. Rien d’autre."
    assert snippet("Un outil. Deux phrases.", text, parse("donnée", IA)) == (
        "Un outil. […] Les <mark>données</mark> sont &lt;locales&gt;."
    )


def test_a_long_sentence_is_cut_between_words_around_the_match():
    text = "mot " * 200 + "fuite " + "mot " * 200
    shown = str(snippet("Résumé.", text, parse("fuite", IA)))
    assert "<mark>fuite</mark>" in shown
    assert len(shown) < 300
    assert set(shown.split()) == {"Résumé.", "[…]", "mot", "<mark>fuite</mark>"}


def test_a_snippet_without_a_match_is_the_summary():
    assert snippet("Un <résumé>.", "Un texte.", parse("absent", IA)) == "Un &lt;résumé&gt;."
