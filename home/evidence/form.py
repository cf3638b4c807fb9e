"""The editor of a link between the manifesto and what the site publishes."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.text import Truncator
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from cms.core.content_version import current_version
from cms.core.passages import passages_of
from cms.taxonomy.models import EvidenceNature
from home.evidence.checking import problems
from search.principles import principles

WHOLE_MANIFESTO = ("", "Le manifeste dans son ensemble")
WHOLE_PAGE = ("", "La page entière")
DEFINITIONS = {
    EvidenceNature.ILLUSTRATES: "le passage en donne un exemple.",
    EvidenceNature.CONFIRMS: "le passage dit la même chose, ou le constate.",
    EvidenceNature.QUALIFIES: "le passage y met une condition, une limite ou une réserve.",
    EvidenceNature.CONTRADICTS: "le passage dit le contraire, ou constate le contraire.",
}
ANSWERS = ("principle_code", "nature", "target", "target_anchor", "quotation")
LONGEST_LABEL = 110
KEY_DIGITS = 9
"""Fewer than the column holds."""
Choices = list[tuple[str, Any]]


class EvidenceForm(WagtailAdminPageForm):
    """A draft may be wrong; what is sent to review is a public text, quoted word for word."""

    principle_code = forms.ChoiceField(label="Principe", required=False)
    target_anchor = forms.ChoiceField(
        label="Passage cité",
        required=False,
        help_text="Ceux du contenu choisi, tels qu’ils sont en ligne.",
        error_messages={"invalid_choice": "Ce passage n’est pas dans le contenu choisi."},
    )

    class Media:
        js = ["js/evidence-editor.js"]
        css = {"all": ["css/admin/evidence.css"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["target"].required = True
        fields["nature"].choices = [(nature.value, described(nature)) for nature in EvidenceNature]
        fields["principle_code"].choices = list(principle_choices(self.instance.principle_code))
        self.offer_passages(self.target, self.instance.target_anchor)

    def offer_passages(self, target: Page | None, chosen: str) -> None:
        field: Any = self.fields["target_anchor"]
        field.choices = passage_choices(target, chosen)

    def prefill(self, asked: Mapping[str, str]) -> None:
        """What the way to this form says already: `cible`, `passage`, `principe`."""
        target = page_named(asked.get("cible"))
        self.initial["principle_code"] = asked.get("principe", "").upper()
        if target:
            self.initial.update(target=target.pk, target_anchor=asked.get("passage", ""))
            self.offer_passages(target, "")

    @property
    def target(self) -> Page | None:
        """The content chosen so far."""
        typed = self.data if self.is_bound else self.initial
        return page_named(typed.get("target"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "target" in self.changed_data:
            self.instance.forget_target()
        if not self.is_deferred_validation:
            answers = {name: cleaned[name] for name in ANSWERS if name in cleaned}
            for problem in problems(type(self.instance)(pk=self.instance.pk, **answers)):
                if not self.has_error(problem.field):
                    self.add_error(problem.field, problem.text)
        return cleaned


def described(nature: EvidenceNature) -> str:
    return f"{nature.label}\u00a0: {DEFINITIONS[nature]}"


def principle_choices(kept: str) -> Iterator[tuple[str, Any]]:
    """The principles that the public reads, by axis; `kept` is offered even when it is no longer one of them."""
    yield WHOLE_MANIFESTO
    by_axis: dict[str, Choices] = {}
    for principle in principles(current_version()).values():
        label = Truncator(f"{principle.code}\u00a0: {principle.statement}").chars(LONGEST_LABEL, "\u00a0…")
        by_axis.setdefault(principle.axis.title, []).append((principle.code, label))
    yield from by_axis.items()
    if kept and kept not in principles(current_version()):
        yield kept, f"{kept}, qui n’est pas en ligne"


def passage_choices(target: Page | None, kept: str) -> Choices:
    """The passages of a page, in its order; `kept` is offered even when it is no longer one of them."""
    passages = passages_of(target.specific) if target else ()
    offered = [
        (passage.anchor, Truncator(f"{passage.label}\u00a0: {passage.text}").chars(LONGEST_LABEL, "\u00a0…"))
        for passage in passages
    ]
    if kept and kept not in dict(offered):
        offered.append((kept, f"{kept}, qui n’est plus en ligne"))
    return [WHOLE_PAGE, *offered]


def page_named(key: Any) -> Page | None:
    """By its key, as a form or an address writes it."""
    written = str(key or "")
    is_key = written.isdecimal() and len(written) <= KEY_DIGITS
    return Page.objects.filter(pk=int(written)).first() if is_key else None
