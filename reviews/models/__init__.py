"""The record: every table.

A module per noun, each importing only from those before it.
"""

from reviews.models.annotation import SLOTS, Annotation, Label
from reviews.models.assignment import Assignment, Exemption
from reviews.models.cell import Cell
from reviews.models.comment_mention import CommentMention
from reviews.models.comparison import Blinding, Comparison, Guest, Phase
from reviews.models.conclusion import Conclusion
from reviews.models.deferral import Deferral
from reviews.models.fact import FactDecision, FactKind, FactReview, StruckValue
from reviews.models.finding import DismissedSuggestion, Finding, FindingKind, Point, Rating, RatingValue
from reviews.models.guideline import GuidelineVersion
from reviews.models.intake import DraftEnd, EndedDraft, ExportedConversation, IntakeDraft, IntakeExport
from reviews.models.job import Job, JobKind, JobState
from reviews.models.leaving import NameConsent, Redaction
from reviews.models.mark import Cause, Mark, MarkStage, MarkState, Resolution, Support, SupportValue
from reviews.models.paper import Paper, PaperFile, PaperPage
from reviews.models.phase_move import PhaseMove
from reviews.models.placement import Placement
from reviews.models.publication import Publication
from reviews.models.question import Question, Scale
from reviews.models.reader import (
    DismissedVerdict,
    Reader,
    ReaderQuotation,
    ReaderReply,
    ReaderSheet,
    ReaderStatement,
    SheetPart,
    StatementKind,
)
from reviews.models.rejoinder import Rejoinder, SaysToBe
from reviews.models.remembered_view import RememberedView
from reviews.models.reminder import Reminder
from reviews.models.respondent import EvidenceBasis, Identity, Respondent, RespondentKind
from reviews.models.response import Response
from reviews.models.round_sheet import RoundSheet
from reviews.models.source import Markup, Source
from reviews.models.team import Invitation, Membership, Role, Team
from reviews.models.thread import Comment, Thread
from reviews.models.transcript import Publish, Transcript
from reviews.models.unsaved_words import UnsavedWords
from reviews.models.user import User

__all__ = [
    "SLOTS",
    "Annotation",
    "Assignment",
    "Blinding",
    "Cause",
    "Cell",
    "Comment",
    "CommentMention",
    "Comparison",
    "Conclusion",
    "Deferral",
    "DismissedSuggestion",
    "DismissedVerdict",
    "DraftEnd",
    "EndedDraft",
    "EvidenceBasis",
    "Exemption",
    "ExportedConversation",
    "FactDecision",
    "FactKind",
    "FactReview",
    "Finding",
    "FindingKind",
    "Guest",
    "GuidelineVersion",
    "Identity",
    "IntakeDraft",
    "IntakeExport",
    "Invitation",
    "Job",
    "JobKind",
    "JobState",
    "Label",
    "Mark",
    "MarkStage",
    "MarkState",
    "Markup",
    "Membership",
    "NameConsent",
    "Paper",
    "PaperFile",
    "PaperPage",
    "Phase",
    "PhaseMove",
    "Placement",
    "Point",
    "Publication",
    "Publish",
    "Question",
    "Rating",
    "RatingValue",
    "Reader",
    "ReaderQuotation",
    "ReaderReply",
    "ReaderSheet",
    "ReaderStatement",
    "Redaction",
    "Rejoinder",
    "RememberedView",
    "Reminder",
    "Resolution",
    "Respondent",
    "RespondentKind",
    "Response",
    "Role",
    "RoundSheet",
    "SaysToBe",
    "Scale",
    "SheetPart",
    "Source",
    "StatementKind",
    "StruckValue",
    "Support",
    "SupportValue",
    "Team",
    "Thread",
    "Transcript",
    "UnsavedWords",
    "User",
]
