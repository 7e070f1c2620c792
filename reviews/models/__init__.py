"""The record: every table. A module per noun, each importing only from those before it."""

from reviews.models.comparison import Comparison, Phase, Question, Scale
from reviews.models.finding import DismissedSuggestion, FactReview, Finding, Point, Rating, StruckValue
from reviews.models.job import Job, JobKind, JobState
from reviews.models.mark import Cause, Mark, Resolution, Support
from reviews.models.paper import Paper, PaperFile, PaperPage
from reviews.models.placement import Placement
from reviews.models.publication import Publication
from reviews.models.team import Invitation, Membership, Role, Team
from reviews.models.thread import Comment, Thread
from reviews.models.transcript import (
    EndedDraft,
    EvidenceBasis,
    IntakeDraft,
    IntakeExport,
    Kind,
    OfferedConversation,
    Publish,
    Respondent,
    Response,
    Source,
    Transcript,
)
from reviews.models.user import User

__all__ = [
    "Cause",
    "Comment",
    "Comparison",
    "DismissedSuggestion",
    "EndedDraft",
    "EvidenceBasis",
    "FactReview",
    "Finding",
    "IntakeDraft",
    "IntakeExport",
    "Invitation",
    "Job",
    "JobKind",
    "JobState",
    "Kind",
    "Mark",
    "Membership",
    "OfferedConversation",
    "Paper",
    "PaperFile",
    "PaperPage",
    "Phase",
    "Placement",
    "Point",
    "Publication",
    "Publish",
    "Question",
    "Rating",
    "Resolution",
    "Respondent",
    "Response",
    "Role",
    "Scale",
    "Source",
    "StruckValue",
    "Support",
    "Team",
    "Thread",
    "Transcript",
    "User",
]
