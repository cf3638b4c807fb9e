"""The tab of the editor for what only members read: marked, so that nobody takes it for public."""

from collections.abc import Sequence
from typing import Any

from wagtail.admin.panels import HelpPanel, InlinePanel, ObjectList

RESERVED = "Réservé aux membres"


def contacts_panel(subject: str) -> InlinePanel:
    return InlinePanel(
        "contacts",
        heading="Contacts",
        label="Contact",
        help_text=f"Qui interroger sur {subject}, avec son accord, pour un objet et jusqu’à une date.",
    )


def restricted_tab(panels: Sequence[Any]) -> ObjectList:
    """Its class is that of its label too: `static/css/admin/restricted-tab.css`."""
    note = HelpPanel(template="library_pages/admin/restricted_note.html")
    return ObjectList([note, *panels], heading=RESERVED, classname="restricted-tab")
