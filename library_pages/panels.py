"""The editor of a fiche: ~40 fields in tabs, in the order a writer answers them."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from cms.core.models import BasePage


def use_case_edit_handler() -> TabbedInterface:
    """Tabs of `UseCasePage`."""
    return TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("summary"),
                    FieldPanel("authority"),
                    InlinePanel(
                        "associated_authorities", heading="Autres collectivités porteuses", label="Collectivité"
                    ),
                    MultiFieldPanel([FieldPanel("theme"), FieldPanel("secondary_themes")], "Thématiques"),
                    FieldPanel("audiences"),
                    MultiFieldPanel(
                        [
                            FieldPanel("maturity"),
                            FieldRowPanel([FieldPanel("started"), FieldPanel("in_service"), FieldPanel("ended")]),
                        ],
                        "Avancement",
                    ),
                    InlinePanel("sources", heading="Sources", label="Source"),
                    FieldPanel("tags"),
                ],
                heading="En bref",
            ),
            ObjectList(
                [
                    FieldPanel("need"),
                    FieldPanel("method"),
                    FieldPanel("body"),
                    InlinePanel("benefits", heading="Bénéfices annoncés", label="Bénéfice"),
                    InlinePanel("results", heading="Résultats mesurés", label="Résultat"),
                    InlinePanel("vigilance_points", heading="Points de vigilance", label="Point"),
                    FieldPanel("lessons"),
                    FieldPanel("work_effects"),
                    FieldPanel("editorial_note"),
                    MultiFieldPanel([FieldPanel("illustration"), FieldPanel("illustration_alt")], "Illustration"),
                ],
                heading="En détail",
            ),
            ObjectList(
                [
                    FieldPanel("solution"),
                    FieldPanel("procurement"),
                    InlinePanel("partners", heading="Partenaires et fournisseurs", label="Partenaire"),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("staff_fte"), FieldPanel("duration_months")]),
                            FieldRowPanel(
                                [FieldPanel("investment_cost"), FieldPanel("yearly_cost"), FieldPanel("cost_year")]
                            ),
                            FieldPanel("cost_note"),
                        ],
                        "Moyens et coût",
                    ),
                    InlinePanel("fundings", heading="Financements", label="Financement"),
                ],
                heading="Moyens",
            ),
            ObjectList(
                [
                    FieldPanel("techniques"),
                    InlinePanel("datasets", heading="Données utilisées", label="Jeu de données"),
                    FieldPanel("personal_data"),
                    MultiFieldPanel(
                        [FieldPanel("hosting"), FieldRowPanel([FieldPanel("secnumcloud"), FieldPanel("foreign_law")])],
                        "Hébergement",
                    ),
                    MultiFieldPanel(
                        [FieldPanel("code_url"), FieldPanel("licence"), FieldPanel("reusable_model")], "Code et modèle"
                    ),
                    InlinePanel("sobriety_measures", heading="Sobriété", label="Mesure ou estimation"),
                ],
                heading="Technique et données",
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("automation"),
                            FieldRowPanel([FieldPanel("decisions_per_year"), FieldPanel("decision_scope")]),
                            FieldPanel("legal_basis"),
                            FieldPanel("notice_url"),
                        ],
                        "Décisions",
                    ),
                    MultiFieldPanel([FieldPanel("ai_act"), FieldPanel("ai_act_reason")], "Règlement européen sur l’IA"),
                    FieldPanel("human_oversight"),
                    InlinePanel("assessments", heading="Évaluations", label="Évaluation"),
                    InlinePanel("risks", heading="Risques et mesures", label="Risque"),
                ],
                heading="Cadre et risques",
            ),
            ObjectList(
                [
                    HelpPanel(template="library_pages/admin/completeness_panel.html", heading="Ce qui manque"),
                    FieldPanel("not_disclosed"),
                    *BasePage.stewardship_panels,
                    MultiFieldPanel(
                        [FieldPanel("public_contact_email"), FieldPanel("public_contact_url")], "Contact public"
                    ),
                    MultiFieldPanel(
                        [FieldPanel("origin_url"), FieldPanel("origin_id"), FieldPanel("cited_in_library")],
                        "Fiche d’origine",
                    ),
                ],
                heading="Suivi",
            ),
            ObjectList(BasePage.promote_panels, heading="Listes et partages"),
        ]
    )
