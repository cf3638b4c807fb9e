"""What fiches already online answered, beside the questions; only what anybody may read."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.text import Truncator

from library_pages.contribution.answers import shown
from library_pages.contribution.questions import Step
from library_pages.models import UseCasePage
from search.models import SearchEntry

SOURCE = UseCasePage._meta.label_lower
LOOKED_AT = 3
"""Fiches read to find an example of each answer."""
SHORT = 220
"""Characters of an example."""


class Example(NamedTuple):
    """An answer, and the fiche that gave it."""

    text: str
    title: str
    url: str


def examples(step: Step, page: UseCasePage, inspired_by: int | None = None) -> Mapping[str, Example]:
    """Name of each question to an answer somebody gave; questions that nobody answered have none."""
    found: dict[str, Example] = {}
    asked = [question for question in step.asked if question.exemplary]
    for entry in _entries(page, inspired_by):
        left = [question for question in asked if question.name not in found]
        if not left:
            break
        fiche = UseCasePage.read(entry.object_id)
        for question in left:
            answers = shown(fiche, question)
            if answers:
                text = Truncator(", ".join(answers)).chars(SHORT, truncate="…")
                found[question.name] = Example(text, entry.title, entry.url)
    return found


def public_fiche(pk: int | str | None) -> SearchEntry | None:
    """The public entry of a fiche that may serve as a model."""
    if not str(pk or "").isdecimal():
        return None
    return SearchEntry.objects.public().filter(source=SOURCE, object_id=int(str(pk)), fragment="").first()


def _entries(page: UseCasePage, inspired_by: int | None) -> Iterator[SearchEntry]:
    """The model first, then the newest ones."""
    model = public_fiche(inspired_by)
    if model:
        yield model
    others = SearchEntry.objects.public().filter(source=SOURCE, fragment="").exclude(object_id__in=[page.pk or 0])
    yield from others.exclude(object_id=inspired_by or 0).order_by("-date", "object_id")[:LOOKED_AT]
