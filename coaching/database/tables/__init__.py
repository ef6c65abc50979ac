"""Every table, in the order of the year."""

from coaching.database.tables.agencies import Agency, AgencyName, PastCoaching
from coaching.database.tables.attendance import Attendance
from coaching.database.tables.audit import AuditEntry
from coaching.database.tables.changes import AddressCorrection, DecisionRequest, SessionChange
from coaching.database.tables.corrections import RowCorrection
from coaching.database.tables.cycle import Cycle, StageRecord
from coaching.database.tables.employees import EmployeeSnapshot, Measurement
from coaching.database.tables.evaluation import Document, Evaluation, EvaluationPlan, ThreatAnswer
from coaching.database.tables.feedback import Commitments, Feedback
from coaching.database.tables.foundation import Base
from coaching.database.tables.indicators import IndicatorValue, Pull
from coaching.database.tables.invitations import (
    CoachingSession,
    GivenNumber,
    IncomingMail,
    Invitation,
    InvitationAnswer,
    OfficialLetter,
)
from coaching.database.tables.lots import LotSeed
from coaching.database.tables.mail import (
    MailAttempt,
    MailboxPlace,
    MailComplaint,
    MailMessage,
    MailSuppression,
)
from coaching.database.tables.notices import OperatorNotice
from coaching.database.tables.overrides import ApprovalOverride
from coaching.database.tables.people import Person, PersonNip
from coaching.database.tables.relevance import IndicatorDecision, IndicatorReview
from coaching.database.tables.selection import Approval, Selection, SelectionItem
from coaching.database.tables.sending import RelayPause, SendingPlace, SendPreview
from coaching.database.tables.sessions import Nomination, SessionPlace

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
    "EmployeeSnapshot",
    "Evaluation",
    "EvaluationPlan",
    "Feedback",
    "GivenNumber",
    "IncomingMail",
    "IndicatorDecision",
    "IndicatorReview",
    "IndicatorValue",
    "Invitation",
    "InvitationAnswer",
    "LotSeed",
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
