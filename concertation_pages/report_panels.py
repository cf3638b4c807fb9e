"""The editor of a report: its fields in tabs, in the order of the questionnaire."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from cms.core.models import BasePage
from cms.taxonomy.panels import TermRowsPanel

EDITOR = TabbedInterface(
    [
        ObjectList(
            [
                *BasePage.content_panels[:1],
                FieldPanel("commitment"),
                FieldPanel("is_contribution"),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("planned_start"), FieldPanel("actual_start")]),
                FieldPanel("publics"),
                FieldPanel("perimeter"),
                FieldRowPanel([FieldPanel("has_assistance"), FieldPanel("assistance")]),
                FieldPanel("has_speakers"),
                InlinePanel("speakers", heading="Intervenants", label="Intervenant"),
            ],
            heading="1. Informations pratiques",
        ),
        ObjectList(
            [
                FieldPanel("angles"),
                FieldPanel("expectations"),
                FieldPanel("recruitment"),
                FieldPanel("recruitment_other"),
                FieldPanel("facilitation"),
                FieldPanel("facilitation_other"),
                MultiFieldPanel([FieldPanel("formats"), FieldPanel("form")], "Forme"),
                FieldPanel("subject"),
                FieldPanel("frame_changed"),
                FieldPanel("frame_changes"),
                MultiFieldPanel(
                    [FieldPanel("restitution"), FieldPanel("restitution_form"), FieldPanel("has_plenary")],
                    "Restitution",
                ),
            ],
            heading="2. Objectifs et méthodes",
        ),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("planned_end"), FieldPanel("actual_end")]),
                FieldRowPanel([FieldPanel("sequence_count"), FieldPanel("sequence_hours")]),
                FieldPanel("participants"),
                TermRowsPanel("participant_counts", heading="Participants par public", label="Public"),
                TermRowsPanel("segments", heading="Vigilance, diagnostics, propositions", label="Passage"),
                FieldPanel("leads"),
                MultiFieldPanel(
                    [FieldPanel("follow_up"), FieldPanel("planned_actions"), FieldPanel("impacts")],
                    "Droit de suite",
                ),
                InlinePanel("productions", heading="Ressources et productions", label="Production"),
                InlinePanel("outcomes", heading="Débouchés", label="Débouché"),
            ],
            heading="3. Résultats",
        ),
        ObjectList(
            [
                *BasePage.content_panels[1:],
                FieldPanel("editorial_note"),
                InlinePanel("sources", heading="Sources", label="Source"),
            ],
            heading="Compléments",
        ),
        ObjectList(BasePage.promote_panels, heading="Promotion"),
        ObjectList(BasePage.settings_panels, heading="Suivi"),
    ]
)
