"""What the editor of a link sees beside its fields."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from home.evidence.checking import LONGEST_QUOTATION, problems
from home.evidence.source_text import source_text


class EvidenceStatePanel(Panel):
    """« Ce qui manque » to the saved version. A new link starts with what the way to it says already."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/evidence_state_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is not None and not self.form.is_bound and not self.instance.pk and self.request:
                self.form.prefill(self.request.GET.dict())

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "problems": list(problems(self.instance)), "page": self.instance}


class SourceTextPanel(Panel):
    """The public text of the content chosen, to copy from."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/source_text_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {
                **context,
                **source_text(self.form.target),
                "address": reverse("evidence_source"),
                "longest": LONGEST_QUOTATION,
            }


class ChapterEvidencePanel(Panel):
    """The way from each principle of a chapter that is online to a new link."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/chapter_evidence_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.live)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "principles": self.instance.principles.all(), "address": reverse("new_evidence")}
