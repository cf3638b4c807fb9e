"""What the reviewer's desk finds in the pages of the library."""

from collections.abc import Iterator
from typing import Any

from cms.workflow.checks import Finding, field_anchor, register, rows_anchor
from library_pages import completeness


def register_all() -> None:
    register(missing_answers, blocking=True)
    register(results_without_source, blocking=True)
    register(illustration_without_alternative)


def missing_answers(page: Any) -> Iterator[Finding]:
    """One finding for each answer without which nothing is published, one for all those that are only expected."""
    if not hasattr(page, "not_disclosed"):
        return
    expected = []
    for answer in completeness.missing_answers(page):
        if answer.name in page.questions.blocking:
            yield Finding(f"Réponse nécessaire et absente\u00a0: {answer.label}.", _anchor(page, answer.name), True)
        else:
            expected.append(answer.label)
    if expected:
        text = f"Réponses attendues, ni données ni déclarées «\u00a0non communiqué\u00a0»\u00a0: {', '.join(expected)}."
        yield Finding(text, field_anchor("not_disclosed"))


def results_without_source(page: Any) -> Iterator[Finding]:
    for row in page.results.all() if hasattr(page, "results") else ():
        if not row.source:
            text = f"Le résultat «\u00a0{row.indicator}\u00a0» n’a pas de source."
            yield Finding(text, rows_anchor(page, "results"), blocking=True)


def illustration_without_alternative(page: Any) -> Iterator[Finding]:
    if getattr(page, "illustration_id", None) and not page.illustration_alt:
        text = "L’illustration n’a pas d’alternative textuelle\u00a0: vérifiez qu’elle n’apprend rien au lecteur."
        yield Finding(text, field_anchor("illustration_alt"))


def _anchor(page: Any, name: str) -> str:
    return rows_anchor(page, name) if page._meta.get_field(name).one_to_many else field_anchor(name)
