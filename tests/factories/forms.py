"""What the browser posts from the editing screens."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

USE_CASE_ROWS = (
    "associated_authorities",
    "sources",
    "benefits",
    "results",
    "vigilance_points",
    "partners",
    "solutions",
    "fundings",
    "datasets",
    "assessments",
    "risks",
    "sobriety_measures",
    "presenters",
    "quotations",
    "failures",
    "contacts",
)
USE_CASE_TEXTS = ("need", "deployment", "lessons", "work_effects", "human_oversight")


def empty_use_case() -> dict[str, Any]:
    """Every set of rows and every rich text of a fiche, without an answer; to be given to `nested_form_data`."""
    data: dict[str, Any] = {name: inline_formset([]) for name in (*USE_CASE_ROWS, "comments")}
    data |= {name: rich_text("") for name in USE_CASE_TEXTS}
    return data | {"body": streamfield([]), "tags": ""}
