"""Files that change reports: each page changed gets a new version, as a draft that somebody else reviews."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from cms.workflow.permissions import Action, may
from concertation_pages.exchange.plan import CellError, Work
from concertation_pages.models import ConcertationIndexPage, ReportPage

REPORT = "compte-rendu"


class PageWork(Work):
    """Holds one version of each report that the file names."""

    def __init__(self, user: Any) -> None:
        super().__init__(user)
        self.index: Any = ConcertationIndexPage.objects.first()
        self.pages: dict[str, ReportPage] = {}
        self.changed: dict[str, ReportPage] = {}

    def page(self, slug: str) -> ReportPage | None:
        """The last version of the report of this address."""
        if slug not in self.pages:
            found = ReportPage.objects.filter(slug=slug).first()
            if found is None:
                return None
            self.pages[slug] = found.get_latest_revision_as_object()
        return self.pages[slug]

    def change(self, page: ReportPage) -> None:
        """Remember to save it. Raises CellError when nobody may edit it now."""
        stored = ReportPage.objects.filter(pk=page.pk).first() if page.pk else None
        if stored and not may(self.user, Action.EDIT, stored):
            raise CellError(REPORT, "Ce compte rendu ne peut pas être modifié en ce moment : il est en relecture.")
        self.changed[page.slug] = page

    def write(self) -> None:
        for page in self.changed.values():
            if not page.pk:
                page.live = False
                self.index.add_child(instance=page)
            page.save_revision(user=self.user, log_action=True)


def checked_slug(slug: str) -> str:
    if not slug or slug != slugify(slug):
        raise CellError(REPORT, "L’identifiant s’écrit en minuscules sans accents, avec des tirets.")
    return slug


def first_message(error: ValidationError) -> str:
    return " ".join(error.messages)
