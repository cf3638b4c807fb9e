"""The form of a step: the fields of a fiche under plain questions, checked as the fiche itself checks them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.fields import RichTextField

from cms.core.partial_dates import PartialDateField, PartialDateFormField
from cms.core.typed_answers import clean, web_address
from cms.taxonomy.choices import offer_active_terms
from cms.taxonomy.models import Term
from library_pages.contribution import prose
from library_pages.contribution.questions import Question
from library_pages.forms import TITLE_LENGTH
from library_pages.models import UseCasePage

NO_ANSWER = "Sans réponse"
MISSING = "Il manque une réponse."
LONG = 20_000
"""Characters of a long answer."""
ALWAYS = {"authority", "title"}
"""Without these there is no draft to save."""


class Suggestion(NamedTuple):
    """An answer proposed before one is typed; `origin` tells where it comes from."""

    value: Any
    origin: str


@dataclass(frozen=True)
class Filling:
    """How a step is filled. `suggested` is shown where the fiche says nothing yet, and saved if it is left there.

    `deferred`: the contributor leaves, nothing that is missing holds him back.
    """

    data: Any = None
    suggested: Mapping[str, Suggestion] = field(default_factory=dict)
    authorities: Any = None
    deferred: bool = False


class ProseField(forms.CharField):
    """A rich answer, typed as plain text. Left as it is, it keeps the marks an editor gave it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONG, widget=forms.Textarea({"rows": 6}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return prose.to_text(value) if isinstance(value, prose.Html) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return prose.to_text(initial or "") != clean(data or "")


def form_field(question: Question, model: type[models.Model] = UseCasePage) -> forms.Field:
    """The field of the model under the words of the question."""
    field: Any = model._meta.get_field(question.name)
    said = {"label": question.label, "required": question.required}
    if isinstance(field, RichTextField):
        return ProseField(help_text=question.help_text or field.help_text, **said)
    if question.help_text:
        said["help_text"] = question.help_text
    if isinstance(field, PartialDateField):
        return PartialDateFormField(**{"help_text": field.help_text, **said})
    found: forms.Field = field.formfield(**said | _options(field, question.required))
    if isinstance(found, forms.IntegerField | forms.DecimalField):
        found.localize, found.widget = True, forms.TextInput({"inputmode": "decimal"})
        found.widget.is_localized = True
    return web_address(found)


def _options(field: Any, required: bool) -> dict[str, Any]:
    """Widget of a choice: buttons, all of them in sight."""
    if isinstance(field, models.ManyToManyField):
        return {"widget": forms.CheckboxSelectMultiple}
    if isinstance(field, models.ForeignKey):
        return {"widget": forms.RadioSelect, "empty_label": None if required else NO_ANSWER, "blank": not required}
    if field.choices:
        return {"widget": forms.RadioSelect, "choices": [("", NO_ANSWER), *field.choices]}
    if isinstance(field, models.TextField):
        return {"widget": forms.Textarea({"rows": 4}), "max_length": field.max_length or LONG}
    return {"assume_scheme": "https"} if isinstance(field, models.URLField) else {}


class AnswersForm(forms.Form):
    """The single answers of a step."""

    def __init__(self, questions: tuple[Question, ...], page: UseCasePage, filling: Filling) -> None:
        self.page = page
        answers = {question.name: answer_of(page, question.name) for question in questions}
        self.suggested = [name for name in filling.suggested if name in answers and not answers[name]]
        proposed = {name: filling.suggested[name].value for name in self.suggested}
        super().__init__(filling.data, initial=answers | proposed)
        for question in questions:
            self.fields[question.name] = form_field(question)
        offer_active_terms(self)
        self._offer_authorities(filling.authorities)
        for name in self.fields:
            self.fields[name].error_messages["required"] = MISSING
        for name in self.fields.keys() - ALWAYS if filling.deferred else ():
            self.fields[name].required = False

    def _offer_authorities(self, authorities: Any) -> None:
        """A fiche keeps its collectivité: another one means another fiche, which the rédaction can move."""
        field: Any = self.fields.get("authority")
        if field is None:
            return
        if self.page.pk:
            del self.fields["authority"]
            return
        field.queryset = authorities
        if len(authorities) == 1:
            self.initial["authority"] = authorities[0].pk

    def clean_title(self) -> str:
        title: str = clean(self.cleaned_data["title"])
        if len(title) > TITLE_LENGTH:
            raise ValidationError(f"Le titre a {len(title)} caractères ; {TITLE_LENGTH} au plus.")
        return title

    def clean(self) -> dict[str, Any]:
        """What the fiche asks of a value, which only its own field knows."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned |= {name: clean(value) for name, value in cleaned.items() if isinstance(value, str)}
        for name, value in cleaned.items():
            if value not in self.fields[name].empty_values:
                self._check(name, value)
        return cleaned

    def _check(self, name: str, value: Any) -> None:
        field = UseCasePage._meta.get_field(name)
        if isinstance(field, models.CharField | models.TextField):
            try:
                field.run_validators(value)
            except ValidationError as error:
                self.add_error(name, error)

    def apply(self) -> None:
        """Put the answers in the fiche, in memory."""
        for name, value in self.cleaned_data.items():
            if isinstance(self.fields[name], ProseField):
                if name in self.changed_data:
                    setattr(self.page, name, prose.to_html(value))
            else:
                setattr(self.page, name, value)


def answer_of(page: UseCasePage, name: str) -> Any:
    """What a fiche says, as the initial value of a field: keys for terms."""
    value = getattr(page, name)
    if hasattr(value, "all"):
        return [term.pk for term in value.all()]
    if isinstance(UseCasePage._meta.get_field(name), RichTextField):
        return prose.Html(value)
    return value.pk if isinstance(value, Term) or (name == "authority" and value) else value
