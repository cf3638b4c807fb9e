"""How a term, and anything else whose slug is a public address, is edited."""

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm


class KeptSlugForm(WagtailAdminModelForm):
    """The slug is chosen at creation, once and for all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["slug"].disabled = True


class TermForm(KeptSlugForm):
    """A merged term stays out of use: its address answers for another one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if merged_into := self.instance.merged_into:
            self.fields["active"].disabled = True
            self.fields["active"].help_text = f"Ce terme est fusionné dans « {merged_into} »."
