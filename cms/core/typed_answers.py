"""What people type in public forms: cleaned of what cannot be seen, and addresses that a browser opens."""

import re

from django import forms
from django.core.validators import URLValidator

INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that make a text read in another order than it is written."""
SCHEMES = ["http", "https"]
NO_ADDRESS = "Saisissez une adresse entière, par exemple https://www.exemple.fr."


def clean(text: str) -> str:
    return INVISIBLE.sub("", text.replace("\r\n", "\n")).strip()


def web_address(field: forms.Field) -> forms.Field:
    """A field of addresses takes those that a browser opens, and nothing else."""
    if isinstance(field, forms.URLField):
        others = [validator for validator in field.validators if not isinstance(validator, URLValidator)]
        field.validators = [*others, URLValidator(schemes=SCHEMES, message=NO_ADDRESS)]
        field.error_messages["invalid"] = NO_ADDRESS
    return field
