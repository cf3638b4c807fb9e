"""How to cite a page of the library: in words, for BibTeX, and for reference managers (CSL-JSON)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cms.core.partial_dates import in_words

BIBTEX_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
"""What LaTeX reads as a command, written as the sign itself."""


@dataclass(frozen=True)
class Citation:
    """What a reference says. `kind`: « Fiche » or « Notice »; `address`: absolute; no date for a page not online."""

    kind: str
    title: str
    identifier: str
    authorities: Sequence[str]
    site: str
    address: str
    published: datetime.date | None
    updated: datetime.date | None
    consulted: datetime.date

    @property
    def whole_title(self) -> str:
        """The title with the authorities that the page is about, who did not write it."""
        return f"{self.title} ({', '.join(self.authorities)})" if self.authorities else self.title

    @property
    def text(self) -> str:
        """In the order of NF ISO 690 for a page whose authors sign as the site."""
        days = [f"publiée le {in_words(self.published)}"] if self.published else []
        if self.updated and self.updated != self.published:
            days.append(f"mise à jour le {in_words(self.updated)}")
        return (
            f"« {self.whole_title} ». {self.site} [en ligne]. {', '.join([f'{self.kind} {self.identifier}', *days])} "
            f"[consultée le {in_words(self.consulted)}]. Disponible à l’adresse : {self.address}"
        )

    @property
    def bibtex(self) -> str:
        fields = {
            "title": f"{{{self.whole_title.translate(BIBTEX_SIGNS)}}}",
            "howpublished": self.site.translate(BIBTEX_SIGNS),
            "year": str(self.published.year) if self.published else "",
            "date": self.published.isoformat() if self.published else "",
            "note": f"{self.kind} {self.identifier}",
            "url": self.address,
            "urldate": self.consulted.isoformat(),
            "langid": "french",
        }
        lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
        return f"@misc{{{self.identifier.lower()},\n{''.join(lines)}}}\n"

    @property
    def csl(self) -> list[dict[str, Any]]:
        """The one item of a CSL-JSON file."""
        item = {
            "id": self.identifier,
            "type": "webpage",
            "title": self.whole_title,
            "container-title": self.site,
            "number": self.identifier,
            "issued": self.published and _date_parts(self.published),
            "accessed": _date_parts(self.consulted),
            "URL": self.address,
            "language": "fr-FR",
        }
        return [{name: value for name, value in item.items() if value}]


def _date_parts(day: datetime.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
