"""The one stylesheet that every page loads."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from cms.core.stylesheet import sources, stylesheet


def test_every_style_file_is_in_it_tokens_first_print_last():
    """But for those of the administration, whose screens load them one by one and no reader needs."""
    folder = settings.BASE_DIR / "static" / "css"
    of_readers = set(folder.rglob("*.css")) - set(folder.glob("admin/*.css"))
    names = [str(path.relative_to(folder)) for path in sources()]

    assert names[:3] == ["tokens.css", "base.css", "layout.css"]
    assert names[-1] == "print.css"
    assert sorted(names) == sorted(str(path.relative_to(folder)) for path in of_readers)


def test_it_opens_with_the_order_of_the_layers_and_keeps_no_comment():
    text = stylesheet()

    assert text.startswith("@layer tokens, base, layout, components, print;")
    assert "/*" not in text
    assert text.count("{") == text.count("}")


def test_the_server_and_the_collection_give_the_same_file(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "css" / "site.css").read_text() == Path(finders.find("css/site.css")).read_text()
