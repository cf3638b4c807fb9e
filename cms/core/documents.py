"""Uploaded documents: what a file holds must be what its name says, Wagtail reads only the name."""

from pathlib import PurePath

import filetype
from django.core.files.base import File
from wagtail.documents.forms import BaseDocumentForm

ZIPPED = {"docx", "odp", "ods", "odt", "pptx", "xlsx"}


def holds(file: File, extension: str) -> bool:
    """Whether the first bytes of `file` are those of its kind. A text (CSV) is what no known signature starts."""
    kind = filetype.guess_extension(file)
    if extension == "csv":
        return kind is None
    # The parts of an office document come in any order: some are only recognised as an archive.
    return kind == extension or (kind == "zip" and extension in ZIPPED)


class CheckedDocumentForm(BaseDocumentForm):
    """The form of every upload: document screens, multiple upload, chooser."""

    def full_clean(self) -> None:
        """After Wagtail's own checks: a file refused before them would look missing, and be refused twice."""
        super().full_clean()
        if not self.is_bound or "file" not in self.changed_data or "file" not in self.cleaned_data:
            return
        file = self.cleaned_data["file"]
        extension = PurePath(file.name).suffix.removeprefix(".").lower()
        if not holds(file, extension):
            self.add_error("file", f"Ce fichier n’a pas le contenu d’un fichier {extension.upper()}.")
