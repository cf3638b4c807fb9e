"""What the judged searches find on a running site of the demonstration: `python -m tests.benchmarks.relevance URL`.

Recall@10 is the part of the judged contents among the first ten results; the reciprocal rank is 1 over the place of the
first judged one, 0 beyond ten (MRR is its mean). Judgements: `tests/search/judged.json`, by slug, fiches and charters.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

JUDGED = Path(__file__).parent.parent / "search" / "judged.json"
FIRST = 10
KINDS = [("type", "fiche"), ("type", "charte")]


@dataclass(frozen=True)
class Judged:
    """One search: what it should find, and the slugs of the first ten results, best first."""

    q: str
    relevant: Sequence[str]
    found: Sequence[str]

    @property
    def missed(self) -> list[str]:
        return [slug for slug in self.relevant if slug not in self.found]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / min(len(self.relevant), FIRST)

    @property
    def reciprocal_rank(self) -> float:
        return next((1 / rank for rank, slug in enumerate(self.found, 1) if slug in self.relevant), 0)


@dataclass(frozen=True)
class Report:
    engine: str
    searches: Sequence[Judged]

    @property
    def recall(self) -> float:
        return mean(judged.recall for judged in self.searches)

    @property
    def mrr(self) -> float:
        return mean(judged.reciprocal_rank for judged in self.searches)

    @property
    def imperfect(self) -> list[Judged]:
        return [judged for judged in self.searches if judged.missed]


def judge(site: str) -> Report:
    """Ask the API of this site every judged search."""
    engines, searches = set(), []
    for row in json.loads(JUDGED.read_text()):
        answer = _ask(site, row["q"])
        engines.add(answer["moteur"])
        searches.append(Judged(row["q"], row["relevant"], [item["slug"] for item in answer["resultats"]][:FIRST]))
    return Report(" ".join(sorted(engines)), searches)


def _ask(site: str, q: str) -> Any:
    query = urlencode([("q", q), *KINDS, ("tri", "pertinence")])
    with urlopen(f"{site}/api/v1/recherche/?{query}", timeout=30) as answer:
        return json.load(answer)


def main(site: str) -> None:
    report = judge(site.rstrip("/"))
    out = sys.stdout.write
    out(f"moteur {report.engine} : {len(report.searches)} recherches jugées\n")
    out(f"rappel@10 {report.recall:.3f}   MRR {report.mrr:.3f}\n")
    for judged in report.imperfect:
        out(f"  « {judged.q} » ne trouve pas {', '.join(judged.missed)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
