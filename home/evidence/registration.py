"""What the review is told of the links between the manifesto and the field."""

from cms.workflow import checks
from cms.workflow.desk import ItemSection, Section, register_item_section, register_section
from cms.workflow.signals import step_taken
from home.evidence import broken, chapters, checking, item, rewording, telling


def register_all() -> None:
    checks.register(checking.unfit_evidence, blocking=True)
    checks.register(rewording.rewritten_principles)
    step_taken.connect(telling.tell_territory)
    step_taken.connect(telling.tell_of_rewording)
    step_taken.connect(chapters.take_up_links)
    register_section(
        Section(
            "preuves-rompues",
            "Preuves dont le texte cité a changé ou disparu",
            "home/admin/desk_evidence.html",
            broken.broken_links,
            order=55,
        )
    )
    register_section(
        Section(
            "preuves-a-relire",
            "Preuves approuvées avant que leur principe ne soit récrit",
            "home/admin/desk_rewording.html",
            rewording.outdated_links,
            order=56,
        )
    )
    register_item_section(
        ItemSection("preuve", "La preuve", "home/admin/item_evidence.html", item.link_under_review, order=10)
    )
