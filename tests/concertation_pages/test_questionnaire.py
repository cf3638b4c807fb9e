"""Every answer that the questionnaire asks (facts, A5) has its own field, and its closed lists offer no more."""

import pytest

from cms.taxonomy.models import NATURES_OF, SegmentKind
from concertation_pages.models import ReportPage
from concertation_pages.space.choices import Vocabularies, model_of, values_of
from concertation_pages.space.questionnaire import SECTIONS, Question, Rows
from concertation_pages.space.section_form import SectionForm
from home.models import HomePage
from tests.concertation_pages.space import committed

ASKED = {
    "date de début prévue": (1, "planned_start"),
    "publics": (1, "publics"),
    "AMO": (1, "has_assistance"),
    "AMO : laquelle": (1, "assistance"),
    "intervenants": (1, "has_speakers"),
    "intervenant : nom": (1, "speakers.name"),
    "intervenant : profession": (1, "speakers.profession"),
    "intervenant : titre de la présentation": (1, "speakers.talk"),
    "intervenant : accord": (1, "speakers.agreed_on"),
    "angles abordés": (2, "angles"),
    "attentes du commanditaire": (2, "expectations"),
    "recrutement": (2, "recruitment"),
    "recrutement : autre, à préciser": (2, "recruitment_other"),
    "animation": (2, "facilitation"),
    "animation : autre, à préciser": (2, "facilitation_other"),
    "consigne": (2, "subject"),
    "le cadre a-t-il évolué": (2, "frame_changed"),
    "évolution du cadre": (2, "frame_changes"),
    "forme de la restitution": (2, "restitution_form"),
    "plénière": (2, "has_plenary"),
    "date de fin prévue": (3, "planned_end"),
    "nombre de séquences": (3, "sequence_count"),
    "durée des séquences": (3, "sequence_hours"),
    "participants": (3, "participants"),
    "points de vigilance": (3, "vigilance.text"),
    "vigilance : difficulté, interrogation, alerte": (3, "vigilance.nature"),
    "diagnostics": (3, "diagnoses.text"),
    "diagnostic : frein, opportunité": (3, "diagnoses.nature"),
    "propositions": (3, "proposals.text"),
    "proposition : collectivité, pouvoirs publics": (3, "proposals.nature"),
    "droit de suite : engagé": (3, "follow_up"),
    "droit de suite : actions": (3, "planned_actions"),
    "droit de suite : impacts": (3, "impacts"),
    "adresse des productions": (3, "productions.url"),
}
"""Beside what the commitment has already: name, code, e-mail of the referent."""


def names() -> dict[str, int]:
    """Every question, « rows.field » for those of a row, and its section."""
    found = {}
    for section in SECTIONS:
        for asked in section.asked:
            fields = [f"{asked.name}.{one.name}" for one in asked.fields] if isinstance(asked, Rows) else [asked.name]
            found |= dict.fromkeys(fields, section.number)
    return found


def test_each_answer_of_the_questionnaire_has_a_field_of_its_own_in_its_section() -> None:
    found = names()
    assert {what: (found.get(name), name) for what, (_, name) in ASKED.items()} == ASKED
    assert len({name for _, name in ASKED.values()}) == len(ASKED)


def test_each_question_has_help_and_is_a_field_of_the_report_or_of_its_rows() -> None:
    for section in SECTIONS:
        for asked in section.asked:
            rows = asked if isinstance(asked, Rows) else None
            for question in rows.fields if rows else [asked]:
                assert model_of(rows)._meta.get_field(question.name)
                assert question.help_text, question.name
    assert {asked.relation for section in SECTIONS for asked in section.asked if isinstance(asked, Rows)} == {
        "speakers",
        "participant_counts",
        "segments",
        "productions",
    }


@pytest.mark.django_db
def test_the_form_offers_what_the_questionnaire_offers_and_asks_for_a_title_only(home: HomePage) -> None:
    committed(home)
    required = []
    for section in SECTIONS:
        form = SectionForm(section, {})
        required += [name for name, field in form.answers.fields.items() if field.required]
    assert required == ["title"]
    publics = SectionForm(SECTIONS[0], {}).answers.fields["publics"]
    assert [slug for slug, _ in publics.choices] == ["agents", "elus"]
    held = SectionForm(SECTIONS[0], {"publics": ["citoyens-habitants"]}).answers.fields["publics"]
    assert "citoyens-habitants" in [slug for slug, _ in held.choices]
    recruitment = next(one for one in SECTIONS[1].asked if one.name == "recruitment")
    assert isinstance(recruitment, Question)
    assert recruitment.precision == "recruitment_other"
    assert Vocabularies().asks_precision(recruitment, ["recrutement-autre"])
    drawn = SectionForm(SECTIONS[1], {}).answers["recruitment"].as_widget()
    assert drawn.count("Le hasard désigne les participants.") == 1


def test_the_nature_of_a_passage_is_one_of_its_kind() -> None:
    passages = [one for one in SECTIONS[2].asked if isinstance(one, Rows) and one.kind]
    assert [one.kind for one in passages] == list(SegmentKind)
    for rows in passages:
        nature = next(question for question in rows.fields if question.name == "nature")
        assert [value for value, _ in values_of(nature, rows)] == [str(one) for one in NATURES_OF[rows.kind]]
    assert ReportPage._meta.get_field("segments")
