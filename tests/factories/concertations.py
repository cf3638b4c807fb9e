"""Campaigns, commitments, reports and opinions, small and valid."""

import datetime
from typing import Any

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from cms.taxonomy.models import AssociatedPublic, ConsultationConstant, ConsultationMethod, FollowUpStatus, SegmentKind
from concertation_pages.models import (
    CampaignCommitment,
    CampaignPage,
    CitizenBodyPage,
    Commitment,
    CommitmentAuthority,
    ConcertationIndexPage,
    FollowUpPage,
    OpinionIndexPage,
    OpinionPage,
    Recommendation,
    Referent,
    ReportPage,
    ReportSegment,
    SynthesisPage,
)
from tests.factories.pages import PageFactory
from tests.factories.terms import TermFactory
from tests.factories.territories import LocalAuthorityFactory


class AssociatedPublicFactory(TermFactory):
    slug = factory.Sequence(lambda n: f"public-{n}")
    in_questionnaire = True

    class Meta:
        model = AssociatedPublic


class ConsultationMethodFactory(TermFactory):
    slug = factory.Sequence(lambda n: f"methode-{n}")
    category = ConsultationMethod.Category.RECRUITMENT
    in_questionnaire = True

    class Meta:
        model = ConsultationMethod


class FollowUpStatusFactory(TermFactory):
    """Slugs of the demonstration: realisee, engagee, en-reflexion, non-programmee."""

    slug = "realisee"
    needs_reason = factory.LazyAttribute(lambda status: status.slug in {"en-reflexion", "non-programmee"})

    class Meta:
        model = FollowUpStatus


class ConsultationConstantFactory(TermFactory):
    slug = factory.Sequence(lambda n: f"constante-{n}")

    class Meta:
        model = ConsultationConstant


class ConcertationIndexPageFactory(PageFactory):
    title = "Concertations"
    slug = "concertations"

    class Meta:
        model = ConcertationIndexPage


class CampaignPageFactory(PageFactory):
    """Open today unless told otherwise; its parent is the page of the consultations."""

    title = factory.Sequence(lambda n: f"Campagne {n}")
    opens_on = datetime.date(2024, 9, 18)

    class Meta:
        model = CampaignPage

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> CampaignPage:
        commitments = kwargs.pop("commitments", ["Respecter la charte de bonne pratique.", "Partager les résultats."])
        page = super()._create_instance(model_class, parent, kwargs)
        page.commitments = [CampaignCommitment(text=text) for text in commitments]
        page.save()
        return page


class CommitmentFactory(DjangoModelFactory):
    """A validated territory: `campaign=…` is needed, `authorities=[…]` may be given."""

    name = factory.Sequence(lambda n: f"Territoire {n}")
    slug = factory.LazyAttribute(lambda commitment: slugify(commitment.name))
    state = Commitment.State.ENGAGED

    class Meta:
        model = Commitment

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Commitment:
        authorities = kwargs.pop("authorities", None) or [LocalAuthorityFactory(name=kwargs["name"])]
        publics = kwargs.pop("publics", [])
        commitment = model_class(**kwargs)
        commitment.publics = publics
        commitment.authorities = [CommitmentAuthority(authority=authority) for authority in authorities]
        commitment.save()
        return commitment


class ReferentFactory(DjangoModelFactory):
    commitment = factory.SubFactory(CommitmentFactory)
    email = factory.Sequence(lambda n: f"referente-{n}@collectivite.example")
    confirmed_at = datetime.datetime(2025, 1, 10, 10, tzinfo=datetime.UTC)

    class Meta:
        model = Referent


class ReportPageFactory(PageFactory):
    """Under the page of the consultations: `parent=index, commitment=…`; `proposals=["…"]`, `vigilance=["…"]`."""

    title = factory.Sequence(lambda n: f"Compte rendu {n}")

    class Meta:
        model = ReportPage

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> ReportPage:
        names = ("publics", "recruitment", "facilitation", "formats", "restitution")
        relations = {name: kwargs.pop(name) for name in names if name in kwargs}
        passages = {
            SegmentKind.VIGILANCE: kwargs.pop("vigilance", []),
            SegmentKind.DIAGNOSIS: kwargs.pop("diagnoses", []),
            SegmentKind.PROPOSAL: kwargs.pop("proposals", []),
        }
        page = super()._create_instance(model_class, parent, kwargs)
        for name, terms in relations.items():
            setattr(page, name, terms)
        page.segments = [ReportSegment(kind=kind, text=text) for kind, texts in passages.items() for text in texts]
        page.save()
        return page


class OpinionIndexPageFactory(PageFactory):
    title = "Avis citoyens"
    slug = "avis"

    class Meta:
        model = OpinionIndexPage


class CitizenBodyPageFactory(PageFactory):
    title = "Conseil citoyen du numérique"
    authority = factory.SubFactory(LocalAuthorityFactory)

    class Meta:
        model = CitizenBodyPage


class OpinionPageFactory(PageFactory):
    """`recommendations=3` makes three, without text; a list gives their texts."""

    title = factory.Sequence(lambda n: f"Avis {n}")
    number = factory.Sequence(lambda n: n % 1000 + 1)
    question = "Quelle place pour l’IA dans nos vies ?"

    class Meta:
        model = OpinionPage

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> OpinionPage:
        asked = kwargs.pop("recommendations", [])
        texts = [""] * asked if isinstance(asked, int) else asked
        page = super()._create_instance(model_class, parent, kwargs)
        page.recommendations = [Recommendation(number=rank, text=text) for rank, text in enumerate(texts, 1)]
        page.save()
        return page


class SynthesisPageFactory(PageFactory):
    title = "Synthèse des concertations"
    slug = "synthese"

    class Meta:
        model = SynthesisPage


class FollowUpPageFactory(PageFactory):
    title = "Où en est-on ?"
    slug = "ou-en-est-on"

    class Meta:
        model = FollowUpPage
