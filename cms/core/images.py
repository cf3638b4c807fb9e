"""Uploaded images: Wagtail decodes each one whole, and answers 500 when a decoder gives up."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class ReadableImageField(WagtailImageField):
    """A file that can be drawn to its last pixel."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # each decoder has its own exceptions
            raise ValidationError("Cette image est abîmée ou incomplète.", code="unreadable") from error


class CheckedImageForm(BaseImageForm):
    """The form of every upload: image screens, multiple upload, chooser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if isinstance(field, WagtailImageField):
            self.fields["file"] = ReadableImageField(
                label=field.label, required=field.required, widget=field.widget, max_length=field.max_length
            )
