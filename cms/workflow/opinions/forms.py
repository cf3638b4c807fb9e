"""What is asked of whom an opinion is asked, and of whom asks it."""

from collections import Counter
from typing import Any, NamedTuple

from django import forms
from django.utils.text import Truncator, capfirst

from cms.workflow.models import Opinion, OpinionRequest
from cms.workflow.public_words import passages

LONGEST = 5000
"""Characters of one remark."""
EXCERPT = 60
"""Words of a passage shown beside its question."""


class Passage(NamedTuple):
    """`key` names its question; `text` begins what is written there."""

    key: str
    label: str
    text: str


def passages_of(page: Any) -> list[Passage]:
    """What the public would read of a version, under the labels of the editor; those that come back are numbered."""
    found = [(capfirst(passage.label), passage.text.strip()) for passage in passages(page) if passage.text.strip()]
    times = Counter(label for label, _ in found)
    seen: Counter[str] = Counter()
    result = []
    for rank, (label, text) in enumerate(found):
        seen[label] += 1
        name = f"{label} ({seen[label]})" if times[label] > 1 else label
        result.append(Passage(f"passage-{rank}", name, Truncator(text).words(EXCERPT, truncate=" […]")))
    return result


class RequestForm(forms.ModelForm):
    """In the admin: who reads, and what he is told."""

    class Meta:
        model = OpinionRequest
        fields = ["name", "role", "email", "message"]
        widgets = {"message": forms.Textarea({"rows": 4})}
        labels = {"name": "Prénom et nom", "message": "Votre message"}
        help_texts = {
            "email": "Le lien n’est que pour cette personne ; il expire au bout de sept jours.",
            "message": "Facultatif. Ex. : « Pouvez-vous vérifier le paragraphe sur les données personnelles ? »",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True


class OpinionForm(forms.Form):
    """On the reader's page: an opinion, a general remark, and one for each passage, all optional but the first."""

    opinion = forms.ChoiceField(
        label="Votre avis sur cette version",
        choices=Opinion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez « Favorable » ou « À modifier »."},
    )
    comment = forms.CharField(
        label="Remarque générale", required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, page: Any, data: Any = None) -> None:
        super().__init__(data)
        self.passages = passages_of(page)
        for passage in self.passages:
            self.fields[passage.key] = forms.CharField(
                label="Votre remarque sur ce passage",
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea({"rows": 3}),
            )

    def by_passage(self) -> list[tuple[Passage, Any]]:
        """Each passage with its field, for the template."""
        return [(passage, self[passage.key]) for passage in self.passages]

    def remarks(self) -> list[dict[str, str]]:
        return [
            {"passage": passage.label, "text": self.cleaned_data[passage.key]}
            for passage in self.passages
            if self.cleaned_data.get(passage.key)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("opinion") == Opinion.TO_CHANGE and not (cleaned.get("comment") or self.remarks()):
            self.add_error("comment", "Dites ce qu’il faudrait modifier, ici ou sous un passage.")
        return cleaned
