import datetime
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given
from hypothesis import strategies as st

from cms.core.templatetags.typography import typo

pytestmark = pytest.mark.once

NARROW, WIDE = "\u202f", "\u00a0"


def render(source: str, **context: object) -> str:
    return Template("{% load typography wagtailcore_tags %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Pourquoi ?", f"Pourquoi{NARROW}?"),
        ("Pourquoi?", f"Pourquoi{NARROW}?"),
        ("Quoi ?! (vraiment ?)", f"Quoi{NARROW}?! (vraiment{NARROW}?)"),
        ("de l'eau ; d'autres", f"de l’eau{NARROW}; d’autres"),
        ("Un constat : rien", f"Un constat{WIDE}: rien"),
        ("Un constat: rien", f"Un constat{WIDE}: rien"),
        ('dit "oui" : rien', f'dit "oui"{WIDE}: rien'),
        ("« l'IA »", f"«{WIDE}l’IA{WIDE}»"),
        ("«IA»", f"«{WIDE}IA{WIDE}»"),
        ("113 000 m³, 12 345 678", f"113{NARROW}000 m³, 12{NARROW}345{NARROW}678"),
        ("84 % et 25 €", f"84{NARROW}% et 25{NARROW}€"),
        ("84% pour 3 M€", f"84{NARROW}% pour 3{NARROW}M€"),
        ("L'été, aujourd'hui", "L’été, aujourd’hui"),
    ],
)
def test_a_text_typed_on_an_ordinary_keyboard_is_printed_in_french(typed, printed):
    assert typo(typed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "10:30",
        "de 9:00 à 17:30",
        "merci ;) :) :-( ;-)",
        "https://exemple.fr/a?b=c;d",
        "exemple.fr/recherche?q=l'eau",
        "mailto:contact@exemple.fr?subject=Question",
        "o'brien@exemple.fr",
        "a::b, a!=b, x?y",
        "en 2024",
        "05 61 75 12 34",
        "il a dit 'oui'",
        "",
    ],
)
def test_what_is_no_french_prose_is_left_as_typed(text):
    assert typo(text) == text


def test_the_sentence_around_an_address_is_set():
    assert typo("Voir https://exemple.fr/?a=1 : l'avis") == f"Voir https://exemple.fr/?a=1{WIDE}: l’avis"


def test_a_number_is_printed_with_its_thousands():
    assert render("{{ value|typo }}", value=113000) == f"113{NARROW}000"


def test_a_missing_value_prints_nothing():
    assert render("{{ value|typo }}", value=None) == ""


def test_typed_markup_is_still_escaped():
    assert render("{{ value|typo }}", value="<b>l'eau ?</b>") == f"&lt;b&gt;l’eau{NARROW}?&lt;/b&gt;"


def test_rich_text_is_set_between_its_tags():
    html = "<p>L'eau : <a href=\"https://exemple.fr/?a=l'eau\" title=\"Quoi ?\">où ?</a> <code>a ? b : 'c'</code></p>"

    shown = render("{{ html|richtext|typo }}", html=html)

    assert f"<p>L’eau{WIDE}: <a " in shown
    assert f">où{NARROW}?</a>" in shown
    assert 'href="https://exemple.fr/?a=l\'eau"' in shown
    assert 'title="Quoi ?"' in shown
    assert "<code>a ? b : 'c'</code>" in shown


def test_entities_are_read_as_the_characters_they_stand_for():
    assert typo(mark_safe("l&#x27;eau &amp; l&#39;air&nbsp;?")) == f"l’eau &amp; l’air{NARROW}?"


def test_a_safe_text_can_still_stand_in_an_attribute():
    assert render('<i title="{{ value|force_escape|typo }}">', value='"l\'a"') == '<i title="&quot;l’a&quot;">'


prose = st.text(alphabet=st.sampled_from(" \u00a0\u202f\nabné19;:!?«»%€'’\"&<>().,@/…"), max_size=40)
nodes = prose.map(lambda text: format_html("{}", text))
pages = st.recursive(
    nodes,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda parts: mark_safe("".join(parts))),
        st.builds(lambda title, text: format_html('<a title="{}" href="/?a=1;b">{}</a>', title, text), prose, inner),
        st.builds(lambda text: format_html("<em>{}</em><br><!-- l'eau ? -->", text), inner),
        st.builds(lambda text: format_html("<code>{}</code>", text), nodes),
    ),
    max_leaves=6,
)


class Reader(HTMLParser):
    """Tags as written, and text as a browser reads it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        self.tags.append(f"/{tag}")

    def handle_data(self, data):
        self.text += data


def letters(text: str) -> str:
    return re.sub(r"\s", "", text).replace("'", "’")


@given(prose)
def test_setting_a_text_twice_changes_nothing_more(text):
    assert typo(typo(text)) == typo(text)


@given(prose)
def test_only_spaces_and_apostrophes_of_a_text_change(text):
    assert letters(typo(text)) == letters(text)
    assert not isinstance(typo(text), SafeString)


@given(pages)
def test_setting_html_twice_changes_nothing_more(html):
    assert typo(typo(html)) == typo(html)


@given(pages)
def test_html_keeps_its_tags_and_its_words(html):
    before, after = Reader(html), Reader(typo(html))

    assert after.tags == before.tags
    assert letters(unescape(after.text)) == letters(unescape(before.text))


@given(prose)
def test_what_was_escaped_stays_escaped(text):
    assert not set("<>\"'") & set(typo(format_html("{}", text)))


@pytest.mark.parametrize(("number", "printed"), [(0, "fiche"), (1, "fiche"), (2, "fiches"), (34, "fiches")])
def test_zero_is_singular(number, printed):
    assert render('{{ number|accord:"fiche,fiches" }}', number=number) == printed


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (datetime.date(2026, 12, 1), "day", "1er décembre 2026"),
        (datetime.date(2026, 12, 11), "day", "11 décembre 2026"),
        (datetime.date(2026, 12, 1), "day_of_year", "1er décembre"),
        (datetime.datetime(2026, 11, 30, 23, 5, tzinfo=datetime.UTC), "moment", "1er décembre 2026 à 00:05"),
        (datetime.datetime(2026, 11, 30, 23, 5, tzinfo=datetime.UTC), "day", "1er décembre 2026"),
        (None, "day", ""),
        (None, "day_of_year", ""),
        (None, "moment", ""),
    ],
)
def test_a_day_is_said_in_french_at_the_time_of_the_site(value, form, printed):
    template = Template("{% load typography %}{{ value|" + form + " }}")
    assert template.render(Context({"value": value})) == printed
