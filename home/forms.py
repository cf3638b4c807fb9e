"""What the editors of the manifesto check beyond single fields."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import InlinePanel


class RowFormSet(BaseChildFormSet):
    """The rows of a page, checked together."""

    def kept_rows(self) -> list[Any]:
        """The forms of the rows that will remain."""
        return [form for form in self.forms if form not in self.deleted_forms]


class PeopleFormSet(RowFormSet):
    """A person has one address on the page."""

    def clean(self) -> None:
        super().clean()
        people = [person for form in self.kept_rows() if (person := form.cleaned_data.get("person"))]
        if repeated := sorted({person.name for person in people if people.count(person) > 1}):
            raise ValidationError(f"Une personne ne figure qu’une fois : {', '.join(repeated)}.")


class PrincipleFormSet(RowFormSet):
    """The codes of a chapter's principles are addresses: one each, and kept once they are published.

    Checked for drafts too: a scheduled draft goes online without passing through the form again.
    """

    def clean(self) -> None:
        super().clean()
        codes = [code for form in self.kept_rows() if (code := form.cleaned_data.get("code"))]
        chapter = self.instance
        if repeated := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValidationError(f"Un code ne désigne qu’un principe : {', '.join(repeated)}.")
        if foreign := [code for code in codes if code.partition("-")[0] != chapter.code]:
            raise ValidationError(f"Le code commence par celui du chapitre, {chapter.code} : {', '.join(foreign)}.")
        if lost := sorted(self.published_codes() - set(codes)):
            raise ValidationError(
                f"Le code d’un principe publié ne change ni ne disparaît, d’autres le citent : {', '.join(lost)}."
            )

    def published_codes(self) -> set[str]:
        """Rows in the database are those of the published version: drafts live in revisions."""
        if not self.instance.first_published_at:
            return set()
        return set(self.model.objects.filter(page_id=self.instance.pk).values_list("code", flat=True))


class CheckedRowsPanel(InlinePanel):
    """`formset` checks what single rows cannot."""

    formset: ClassVar[type[RowFormSet]]

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset
        return options


class PrinciplesPanel(CheckedRowsPanel):
    formset = PrincipleFormSet


class PeoplePanel(CheckedRowsPanel):
    formset = PeopleFormSet


class ChapterForm(WagtailAdminPageForm):
    """A chapter's code belongs to it alone: it begins the code of each of its principles."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        code = cleaned.get("code")
        others = type(self.instance)._default_manager.child_of(self.parent_page).exclude(pk=self.instance.pk)
        if code and others.filter(code=code).exists():
            self.add_error("code", f"Un autre chapitre a le code {code}.")
        return cleaned
