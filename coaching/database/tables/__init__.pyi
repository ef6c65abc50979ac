"""Every table, in the order of the year."""

from .agencies import Agency, AgencyName, PastCoaching
from .attendance import Attendance
from .audit import AuditEntry
from .changes import AddressCorrection, DecisionRequest, SessionChange
from .corrections import RowCorrection
from .cycle import Cycle, StageRecord
from .employees import EmployeeSnapshot, Measurement
from .evaluation import Document, Evaluation, EvaluationPlan, EvaluationReason, ThreatAnswer
from .feedback import Commitments, Feedback
from .foundation import Base
from .indicators import IndicatorValue, Pull
from .invitations import (
    CoachingSession,
    GivenNumber,
    IncomingMail,
    Invitation,
    InvitationAnswer,
    OfficialLetter,
)
from .lots import LotSeed
from .mail import (
    MailAddressee,
    MailAttempt,
    MailboxPlace,
    MailComplaint,
    MailMessage,
    MailSuppression,
)
from .notices import OperatorNotice
from .overrides import ApprovalOverride
from .people import Person, PersonNip
from .relevance import IndicatorDecision, IndicatorReview
from .selection import Approval, Selection, SelectionItem
from .sending import DomainPace, RelayPause, SendingPlace, SendPreview
from .sessions import Nomination, SessionPlace

__all__ = [
    "AddressCorrection",
    "Agency",
    "AgencyName",
    "Approval",
    "ApprovalOverride",
    "Attendance",
    "AuditEntry",
    "Base",
    "CoachingSession",
    "Commitments",
    "Cycle",
    "DecisionRequest",
    "Document",
    "DomainPace",
    "EmployeeSnapshot",
    "Evaluation",
    "EvaluationPlan",
    "EvaluationReason",
    "Feedback",
    "GivenNumber",
    "IncomingMail",
    "IndicatorDecision",
    "IndicatorReview",
    "IndicatorValue",
    "Invitation",
    "InvitationAnswer",
    "LotSeed",
    "MailAddressee",
    "MailAttempt",
    "MailComplaint",
    "MailMessage",
    "MailSuppression",
    "MailboxPlace",
    "Measurement",
    "Nomination",
    "OfficialLetter",
    "OperatorNotice",
    "PastCoaching",
    "Person",
    "PersonNip",
    "Pull",
    "RelayPause",
    "RowCorrection",
    "Selection",
    "SelectionItem",
    "SendPreview",
    "SendingPlace",
    "SessionChange",
    "SessionPlace",
    "StageRecord",
    "ThreatAnswer",
]
