"""The figures of one version of the content, counted once: those of lists by the projection, the others from rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cms.core.per_version import PerVersion
from concertation_pages.models.commitment import Commitment
from concertation_pages.synthesis import constants, follow_up, reports, surveys
from concertation_pages.synthesis.drawing import draw
from concertation_pages.synthesis.figures import Figure
from concertation_pages.synthesis.keys import PARTS, FigureKey
from concertation_pages.synthesis.quotes import quotes


@dataclass(frozen=True)
class DrawnFigure:
    """`picture` is the drawing as the page shows it: dozens of shapes, written once."""

    figure: Figure
    picture: SafeString


@dataclass(frozen=True)
class Synthesis:
    """`figures` in the order of the page."""

    figures: Mapping[FigureKey, DrawnFigure]
    report_count: int
    territory_count: int
    """One that committed in several campaigns once."""

    @property
    def parts(self) -> Sequence[tuple[str, Sequence[DrawnFigure]]]:
        return [(heading, [self.figures[key] for key in keys]) for heading, keys in PARTS.items()]

    @property
    def territories(self) -> Figure:
        return self.figures[FigureKey.STATES].figure

    @property
    def proposals(self) -> Figure:
        return self.figures[FigureKey.THEMES].figure

    @property
    def participants(self) -> Figure:
        return self.figures[FigureKey.PARTICIPANTS].figure


def _count(version: str) -> Iterator[Figure]:
    yield from surveys.figures(version)
    answers = reports.read()
    yield reports.participants(answers)
    yield reports.hours(answers)
    yield constants.figure(version)
    yield follow_up.figure(version)


def _build(version: str) -> Synthesis:
    quoted = quotes()
    counted = {figure.key: replace(figure, quotes=quoted.get(figure.key, ())) for figure in _count(version)}
    drawn = {key: DrawnFigure(counted[key], _picture(counted[key])) for key in FigureKey}
    return Synthesis(drawn, counted[FigureKey.PARTICIPANTS].total, Commitment.objects.public().territories())


def _picture(figure: Figure) -> SafeString:
    return render_to_string("components/synthesis/chart.html", {"chart": draw(figure)})


_syntheses = PerVersion(_build)


def synthesis(version: str) -> Synthesis:
    """Of that version of the content."""
    return _syntheses.get(version)
