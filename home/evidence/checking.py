"""What keeps a link from going online: said beside each field on submission, and to who reviews it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from wagtail.models import Page

from cms.core.content_version import current_version
from cms.core.public_tree import unrestricted
from cms.workflow.checks import Finding, field_anchor
from home.evidence.documents import quotable_texts
from home.evidence.nearness import differences
from home.evidence.quotation import comparable, is_in
from search.models import SearchEntry
from search.principles import principles

if TYPE_CHECKING:
    from home.models import EvidencePage

LONGEST_QUOTATION = 300
BETWEEN = "\u00a0; "
BY_PASSAGE = "Choisissez le passage cité\u00a0: ce contenu se cite passage par passage."
NO_PASSAGE = "Ce contenu est public, mais n’a pas encore de passage à citer."
NOT_PUBLIC = "Ce contenu n’est pas public\u00a0: une preuve cite ce que chacun peut lire."


class Problem(NamedTuple):
    """`field` is the answer to mend."""

    field: str
    text: str


def problems(page: "EvidencePage") -> Iterator[Problem]:
    """Of a version, saved or not."""
    if page.principle_code and page.principle_code not in principles(current_version()):
        yield Problem("principle_code", f"Le principe {page.principle_code} n’est pas en ligne.")
    if not page.nature:
        yield Problem("nature", "Dites ce que le passage fait au principe.")
    if page.target is None:
        yield Problem("target", "Choisissez le contenu cité.")
    elif not is_quotable(page.target):
        yield Problem("target", "Ce contenu n’est pas de ceux que l’on cite.")
    else:
        yield from _problems_of_text(page)


def is_quotable(target: Any) -> bool:
    from home.models.evidence import TARGETS  # noqa: PLC0415  # it knows this module

    return target.specific_class is not None and target.specific_class._meta.label in TARGETS


def _problems_of_text(page: "EvidencePage") -> Iterator[Problem]:
    texts = quotable_texts(page.target, page.target_anchor)
    if not texts:
        yield _unreadable(page.target, page.target_anchor)
    elif not page.quotation:
        yield Problem("quotation", "Recopiez les mots du passage.")
    elif len(page.quotation) > LONGEST_QUOTATION:
        yield Problem("quotation", f"La citation a {len(page.quotation)} caractères, {LONGEST_QUOTATION} au plus.")
    elif not is_in(page.quotation, *texts):
        yield Problem("quotation", _what_differs(page.quotation, texts))
    elif twin := _twin(page):
        yield Problem("quotation", _said_of_twin(page, twin))


def hold_apart(page: "EvidencePage") -> None:
    """Raises ValidationError when the same words went online meanwhile. To be called in the transaction that publishes:
    two links to one content go online one after the other, so that the second sees the first.
    """
    Page.objects.select_for_update().filter(pk=page.target_id).first()
    if twin := _twin(page):
        raise ValidationError(_said_of_twin(page, twin))


def _said_of_twin(page: "EvidencePage", twin: "EvidencePage") -> str:
    known = f"Ce passage est déjà lié {page.linked_to}\u00a0: «\u00a0{twin.title}\u00a0»."
    return f"{known} Un lien de plus le compterait deux fois."


def _twin(page: "EvidencePage") -> "EvidencePage | None":
    """Another link, online, of the same words to the same principle, whatever its nature."""
    alike = type(page).objects.live().exclude(pk=page.pk).filter(target=page.target, principle_code=page.principle_code)
    anchors = {page.target_anchor, ""}
    rows = (row for row in alike if not page.target_anchor or row.target_anchor in anchors)
    return next((row for row in rows if comparable(row.quotation) == comparable(page.quotation)), None)


def _unreadable(target: Any, anchor: str) -> Problem:
    public = SearchEntry.objects.public().filter(object_id=target.pk).exclude(path="").exists()
    if not public:
        is_online = unrestricted(Page.objects.filter(pk=target.pk)).exists()
        return Problem("target", NO_PASSAGE if is_online else NOT_PUBLIC)
    if anchor:
        return Problem("target_anchor", "Ce passage n’est plus dans le contenu cité.")
    return Problem("target_anchor", BY_PASSAGE)


def _what_differs(quotation: str, texts: Sequence[str]) -> str:
    told = differences(quotation, texts)
    if not told:
        return "Ces mots ne sont pas dans le texte public du contenu cité\u00a0: copiez-les de là."
    return f"La citation n’est pas mot pour mot dans le texte\u00a0: {BETWEEN.join(told)}."


def unfit_evidence(page: Any) -> Iterator[Finding]:
    """A check of the reviewer’s desk; it says nothing of other pages."""
    from home.models import EvidencePage  # noqa: PLC0415  # it knows this module

    if isinstance(page, EvidencePage):
        for problem in problems(page):
            yield Finding(problem.text, field_anchor(problem.field), blocking=True)
