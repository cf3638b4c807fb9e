"""The one way a PDF is made: a Typst template of `templates/pdf/` and the values it prints, tagged for PDF/UA-1.

The wheel of Typst holds its fonts; nothing of the machine is read, so a document is the same everywhere. Values reach
the template as one JSON input and are printed as text: nothing in them is ever markup, nor a path. The time of a
document is the one of its size, which is bounded.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import timezone

from cms.core.partial_dates import in_words

ROOT: Path = settings.BASE_DIR / "templates" / "pdf"
"""Typst reads no file outside."""
LONGEST = 200_000
"""Characters of all the values together; a fifth of a second."""
NOT_DRAWN = re.compile(
    "[^\t\n -~\u00a0-\u036f"  # Latin, phonetic, accents
    "\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff\u1e00-\u1eff"  # Greek, Cyrillic, more Latin
    "\u2002-\u200a\u2010-\u2027\u202f-\u2040"  # spaces and punctuation
    "\u20a0-\u20c0\u2116\u2122\u2190-\u22ff\ufb00-\ufb06]"  # currencies, signs, arrows, mathematics, ligatures
)
"""What the fonts of Typst cannot draw whatever stands around it; PDF/UA refuses a character without a drawing, and
some sequences of other scripts stop Typst itself.
"""
REPLACEMENT = "\ufffd"
INVISIBLE = "Cf"
"""Unicode category of the marks that draw nothing, those that turn the direction of a text among them."""


def render_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of `templates/pdf/<template>`, in French; `data["title"]` is its title.

    Values are texts, numbers, booleans, None, and lists and mappings of them. The template also has `site_name`,
    `base_url` and `made_on`. Raises ValueError when the values are longer than any document of the site.
    """
    about = {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "base_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
        "made_on": in_words(timezone.localdate()),
    }
    values = json.dumps(_drawn({**about, **data}), ensure_ascii=False)
    if len(values) > LONGEST:
        raise ValueError(f"{template}: {len(values)} characters")
    return typst.compile(
        ROOT / template,
        root=ROOT,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": values},
        pdf_standards=["ua-1"],
    )


def _drawn(value: Any) -> Any:
    """The same value, with `REPLACEMENT` for each character that no font draws."""
    if isinstance(value, str):
        composed = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
        return NOT_DRAWN.sub(lambda found: "" if unicodedata.category(found[0]) == INVISIBLE else REPLACEMENT, composed)
    if isinstance(value, Mapping):
        return {name: _drawn(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_drawn(held) for held in value]
    return value
