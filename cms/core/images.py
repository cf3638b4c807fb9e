"""Uploaded images: Wagtail reads the first bytes of a file, a damaged one would break the pages that show it."""

from typing import Any

from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class ReadableImageField(WagtailImageField):
    """A file that can be drawn to its last pixel."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file:
                Image.open(file).load()
                file.seek(0)
        except ValidationError:
            raise
        except Exception as error:  # each decoder has its own exceptions
            raise ValidationError("Cette image est abîmée ou incomplète.", code="unreadable") from error
        return file


class CheckedImageForm(BaseImageForm):
    """The form of every upload: image screens, multiple upload, chooser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if isinstance(field, WagtailImageField):
            self.fields["file"] = ReadableImageField(
                label=field.label, required=field.required, widget=field.widget, max_length=field.max_length
            )
