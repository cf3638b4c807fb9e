from concertation_pages.models.bodies import BodyFigure, BodySource, CitizenBodyPage, OpinionIndexPage
from concertation_pages.models.campaign import CampaignOpening, CampaignPage
from concertation_pages.models.campaign_rows import (
    CampaignAim,
    CampaignCity,
    CampaignCommitment,
    CampaignFigure,
    CampaignQuestion,
    CampaignSource,
)
from concertation_pages.models.commitment import Commitment, CommitmentAuthority, CommitmentSource, Referent
from concertation_pages.models.drafts import ReportDraft, SectionDraft
from concertation_pages.models.exchange import ImportFile
from concertation_pages.models.following import Follow, PointToTell
from concertation_pages.models.index import ConcertationIndexPage, ProposalsPage
from concertation_pages.models.opinions import (
    OpinionPage,
    OpinionPublication,
    OpinionSource,
    OpinionWork,
    Recommendation,
)
from concertation_pages.models.overviews import FollowUpPage, SynthesisPage
from concertation_pages.models.report import FollowUpCommitment, ReportPage
from concertation_pages.models.report_rows import (
    ParticipantCount,
    ReportOutcome,
    ReportProduction,
    ReportSource,
    ReportSpeaker,
)
from concertation_pages.models.segments import ReportSegment
from concertation_pages.models.tracking import FollowUpRequest, StatusChange, TrackedItem

__all__ = [
    "BodyFigure",
    "BodySource",
    "CampaignAim",
    "CampaignCity",
    "CampaignCommitment",
    "CampaignFigure",
    "CampaignOpening",
    "CampaignPage",
    "CampaignQuestion",
    "CampaignSource",
    "CitizenBodyPage",
    "Commitment",
    "CommitmentAuthority",
    "CommitmentSource",
    "ConcertationIndexPage",
    "Follow",
    "FollowUpCommitment",
    "FollowUpPage",
    "FollowUpRequest",
    "ImportFile",
    "OpinionIndexPage",
    "OpinionPage",
    "OpinionPublication",
    "OpinionSource",
    "OpinionWork",
    "ParticipantCount",
    "PointToTell",
    "ProposalsPage",
    "Recommendation",
    "Referent",
    "ReportDraft",
    "ReportOutcome",
    "ReportPage",
    "ReportProduction",
    "ReportSegment",
    "ReportSource",
    "ReportSpeaker",
    "SectionDraft",
    "StatusChange",
    "SynthesisPage",
    "TrackedItem",
]
