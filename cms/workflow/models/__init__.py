"""Rows of the editorial workflow."""

from cms.workflow.models.claim import Claim, ReviewSummary
from cms.workflow.models.error_report import ErrorReport
from cms.workflow.models.opinion import Opinion, OpinionRequest
from cms.workflow.models.publication import Publication, last_publication, publication_before
from cms.workflow.models.release import Release, ReleaseItem, ReleaseState
from cms.workflow.models.schedule import ScheduleFailure
from cms.workflow.models.set_aside import SetAside
from cms.workflow.models.task import Approval, FourEyesTask, due_on, voices_needed
from cms.workflow.models.verification import Verification

__all__ = [
    "Approval",
    "Claim",
    "ErrorReport",
    "FourEyesTask",
    "Opinion",
    "OpinionRequest",
    "Publication",
    "Release",
    "ReleaseItem",
    "ReleaseState",
    "ReviewSummary",
    "ScheduleFailure",
    "SetAside",
    "Verification",
    "due_on",
    "last_publication",
    "publication_before",
    "voices_needed",
]
