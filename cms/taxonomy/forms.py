"""How a term is edited."""

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm


class TermForm(WagtailAdminModelForm):
    """Edits one term; its slug is chosen once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["slug"].disabled = True
