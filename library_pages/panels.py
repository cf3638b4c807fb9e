"""The editor of a fiche: its fields in tabs, in the order a writer answers them."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)

from cms.core.models import BasePage
from cms.taxonomy.panels import TermRowsPanel
from library_pages import completeness, use_case_questions
from library_pages.restricted_tab import contacts_panel, restricted_tab


class CompletenessPanel(Panel):
    """« Ce qui manque »: expected answers that the saved version does not give, each with a way to its field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library_pages/admin/completeness_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            context["missing"] = completeness.missing_answers(page, restricted=True)
            context["not_disclosed"] = completeness.not_disclosed_answers(page)
            context["score"] = completeness.score(page)
            context["blocking"] = page.questions.blocking
            return context


def checkboxes(name: str) -> FieldPanel:
    """A short vocabulary of which several terms may hold; a draft may have none."""
    return FieldPanel(name, widget=CheckboxSelectMultiple, required_on_save=False)


def fields(*names: str) -> list[FieldPanel]:
    return [FieldPanel(name) for name in names]


def row(*names: str) -> FieldRowPanel:
    return FieldRowPanel(fields(*names))


BRIEF = [
    TitleFieldPanel(
        "title",
        help_text="Un verbe d’action, 100 caractères au plus. "
        "Ex. : « Cibler la recherche de fuites sur le réseau d’eau potable ».",
    ),
    *fields("summary", "authority"),
    InlinePanel("associated_authorities", heading="Autres collectivités porteuses", label="Collectivité"),
    MultiFieldPanel([FieldPanel("theme"), checkboxes("secondary_themes")], "Thématiques"),
    checkboxes("audiences"),
    MultiFieldPanel([FieldPanel("maturity"), row("started", "in_service", "ended")], "Avancement"),
    InlinePanel(
        "sources",
        heading="Sources",
        label="Source",
        min_num=1,
        help_text="D’où viennent les faits et les chiffres ; au moins une pour publier, la principale d’abord.",
    ),
    FieldPanel("tags"),
]

DETAIL = [
    *fields("need", "deployment"),
    FieldPanel(
        "body", heading="Description", help_text="Le récit, en blocs : textes, images, chiffres avec leur source."
    ),
    InlinePanel(
        "benefits",
        heading="Bénéfices annoncés",
        label="Bénéfice",
        help_text="Ce qui est attendu ou revendiqué ; ce qui a été mesuré va dans « Résultats mesurés ».",
    ),
    InlinePanel("results", heading="Résultats mesurés", label="Résultat"),
    InlinePanel(
        "quotations",
        heading="Citations",
        label="Citation",
        help_text="Le nom n’est publié qu’avec l’accord de la personne ; la fonction l’est toujours.",
    ),
    InlinePanel("vigilance_points", heading="Points de vigilance", label="Point de vigilance"),
    *fields("lessons", "work_effects", "editorial_note"),
    MultiFieldPanel(fields("illustration", "illustration_alt"), "Illustration"),
]

MEANS = [
    InlinePanel(
        "solutions",
        heading="Solutions du registre",
        label="Solution",
        help_text="Les produits nommés ; ils forment la cartographie des solutions.",
    ),
    *fields("solution", "procurement"),
    TermRowsPanel("partners", heading="Partenaires et fournisseurs", label="Partenaire"),
    MultiFieldPanel(
        [
            row("staff_fte", "duration_months"),
            row("investment_cost", "yearly_cost", "cost_year"),
            FieldPanel("cost_note"),
        ],
        "Moyens et coût",
    ),
    InlinePanel("fundings", heading="Financements", label="Financement"),
]

TECHNIQUE = [
    checkboxes("techniques"),
    InlinePanel("datasets", heading="Données utilisées", label="Jeu de données"),
    FieldPanel("personal_data"),
    MultiFieldPanel([FieldPanel("hosting"), row("secnumcloud", "foreign_law")], "Hébergement"),
    MultiFieldPanel(fields("code_url", "licence", "reusable_model"), "Code et modèle"),
    InlinePanel("sobriety_measures", heading="Sobriété", label="Mesure ou estimation"),
]

FRAME = [
    MultiFieldPanel(
        [FieldPanel("automation"), row("decisions_per_year", "decision_scope"), *fields("legal_basis", "notice_url")],
        "Décisions",
    ),
    MultiFieldPanel(fields("ai_act", "ai_act_reason"), "Règlement européen sur l’IA"),
    FieldPanel("human_oversight"),
    TermRowsPanel("assessments", heading="Évaluations", label="Évaluation"),
    InlinePanel("risks", heading="Risques et mesures", label="Risque"),
]

FOLLOW_UP = [
    CompletenessPanel(heading="Ce qui manque"),
    FieldPanel("not_disclosed"),
    InlinePanel(
        "presenters",
        heading="Présenté par",
        label="Personne",
        help_text="Le nom n’est publié qu’avec l’accord de la personne ; la fonction l’est toujours.",
    ),
    MultiFieldPanel(fields("public_contact_email", "public_contact_url"), "Contact public"),
    MultiFieldPanel(fields("origin_url", "origin_id", "cited_in_library"), "Fiche d’origine"),
    *BasePage.settings_panels,
]


ANNEXES = [
    InlinePanel(
        "failures",
        heading="Ratages",
        label="Ratage",
        help_text="Ce qui n’a pas marché, pour que d’autres ne le refassent pas. Si vous n’en connaissez aucun, "
        "dites-le dessous.",
    ),
    FieldPanel("no_known_failure"),
    contacts_panel("la fiche"),
]


def use_case_edit_handler() -> TabbedInterface:
    """Tabs of `UseCasePage`; their names are those that `use_case_questions` gives to the editor."""
    tabs = (
        (use_case_questions.BRIEF, BRIEF),
        (use_case_questions.DETAIL, DETAIL),
        (use_case_questions.MEANS, MEANS),
        (use_case_questions.TECHNIQUE, TECHNIQUE),
        (use_case_questions.FRAME, FRAME),
        (use_case_questions.FOLLOW_UP, FOLLOW_UP),
        ("Listes et partages", BasePage.promote_panels),
    )
    public = [ObjectList(panels, heading=heading) for heading, panels in tabs]
    return TabbedInterface([*public[:-2], restricted_tab(ANNEXES), *public[-2:]])
