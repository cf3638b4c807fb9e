"""A principle rewritten under its evidence, which was approved with the words that it had before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.http import HttpRequest
from wagtail.models import Revision, TaskState

from cms.core.content_version import current_version
from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from cms.workflow.checks import Finding, rows_anchor
from cms.workflow.models import Approval, Publication, last_publication, publication_before
from home.evidence.quotation import comparable
from home.evidence.voices import SENSITIVE, VOICES, parties_of
from home.models.evidence import EvidencePage
from home.models.manifesto import ManifestoChapterPage
from search.coverage import coverage
from search.principles import principles

ON_DESK = 10
NAMED = 5
"""Links that a finding names; it counts them all."""
OLD_WORDS = "revision__content__principles"
Words = Mapping[str, str]
"""Code of a principle to its statement."""


@dataclass(frozen=True)
class Outdated:
    """`before` is what the principle said when the link was approved, `now` what it says since."""

    page: EvidencePage
    before: str
    now: str


def reworded(revision: Revision) -> Words:
    """What the principles that this version of a chapter rewrites said in the one published before it."""
    return _changed(publication_before(revision), revision.as_object())


def links_to(codes: Iterable[str]) -> list[EvidencePage]:
    """Those that are online, one under the other."""
    online = unrestricted(EvidencePage.objects.filter(principle_code__in=list(codes)))
    return list(online.select_related("target").order_by("principle_code", "pk"))


def links_half_approved(codes: Iterable[str]) -> list[EvidencePage]:
    """Those under review that somebody approved already, as they were submitted."""
    wanted = set(codes)
    asked = Approval.objects.filter(task_state__status=TaskState.STATUS_IN_PROGRESS).values("task_state__revision")
    of_links = ContentType.objects.get_for_model(EvidencePage)
    versions = (row.as_object() for row in Revision.objects.filter(pk__in=asked, content_type=of_links).order_by("pk"))
    return [version for version in versions if version.principle_code in wanted]


def fewest_voices(revision: Revision) -> int:
    """As many as for the links themselves: rewriting the principle changes what they say."""
    return VOICES if _weakening(revision) else 1


def parties(revision: Revision) -> set[int]:
    """Those of the links that weaken a principle that this version rewrites."""
    return {key for link in _weakening(revision) for key in parties_of(link)}


def rewritten_principles(page: Any) -> Iterator[Finding]:
    """A check of the reviewer’s desk; it says nothing of other pages."""
    if not isinstance(page, ManifestoChapterPage):
        return
    codes = _changed(last_publication(page), page)
    by_code: dict[str, dict[int, EvidencePage]] = defaultdict(dict)
    for link in _read_with(codes):
        by_code[link.principle_code][link.pk] = link
    for code in codes:
        links, clauses = list(by_code[code].values()), coverage(current_version()).of(code)
        if links or clauses:
            yield Finding(_said(code, links, clauses), rows_anchor(page, "principles"))


def outdated_links(request: HttpRequest) -> dict[str, Any] | None:
    """A section of the desk: the links approved before their principle was rewritten, the oldest first."""
    found = _outdated_of.get(current_version())
    return {"links": found[:ON_DESK], "besides": max(0, len(found) - ON_DESK), "number": len(found)} if found else None


def _changed(published: Publication | None, version: Any) -> Words:
    old = published.revision.content.get("principles", []) if published and published.revision else []
    new = {row.code: row.statement for row in version.principles.all()}
    return {row["code"]: row["statement"] for row in old if not _same(row["statement"], new.get(row["code"]))}


def _same(before: str, now: str | None) -> bool:
    """Also when there is nothing to compare: a principle that goes takes its links with it."""
    return now is None or comparable(before) == comparable(now)


def _weakening(revision: Revision) -> list[EvidencePage]:
    codes = reworded(revision)
    return [link for link in _read_with(codes) if link.nature in SENSITIVE] if codes else []


def _read_with(codes: Iterable[str]) -> list[EvidencePage]:
    """The links that somebody approved with what these principles said: one that is online may have a new version."""
    return [*links_to(codes), *links_half_approved(codes)]


def _said(code: str, links: Sequence[EvidencePage], clauses: int) -> str:
    counted = [
        _number(len(links), "preuve lue", "preuves lues"),
        _number(clauses, "texte rapproché", "textes rapprochés"),
    ]
    titles = [f"«\u00a0{link.title}\u00a0»" for link in links[:NAMED]]
    besides = _number(len(links) - NAMED, "autre", "autres") if len(links) > NAMED else ""
    named = ", ".join(filter(None, [*titles, besides]))
    start = f"L’énoncé de {code} change\u00a0: {' et '.join(filter(None, counted))} avec l’ancien"
    return f"{start}. À relire\u00a0: {named}." if named else f"{start}."


def _number(number: int, one: str, several: str) -> str:
    return f"{number} {several if number > 1 else one}" if number else ""


def _outdated(version: str) -> Iterator[Outdated]:
    """Reads the history of every chapter."""
    known = principles(version)
    links = links_to(known)
    if not links:
        return
    approved = dict(
        Publication.objects.filter(page__in=links).values("page").annotate(key=Max("pk")).values_list("page", "key")
    )
    chapters = Publication.objects.filter(page__in=ManifestoChapterPage.objects.values("pk"))
    history = list(chapters.order_by("-pk").values_list("pk", OLD_WORDS))
    for link in links:
        now = known[link.principle_code].statement
        before = _at(history, approved.get(link.pk, 0), link.principle_code)
        if not _same(before or now, now):
            yield Outdated(link, before, now)


def _at(history: Sequence[tuple[int, Any]], key: int, code: str) -> str:
    """What the principle said when the publication of that key was made; empty when that is not known."""
    for published, rows in history:
        for row in rows or () if published < key else ():
            if row["code"] == code:
                return str(row["statement"])
    return ""


_outdated_of = PerVersion(lambda version: list(_outdated(version)))
