"""Problems a person can do something about.

A problem carries facts (never a name, a NIP or an address); its words stand in
`templates/words/<language>/problems.toml` under the name of its class: `what`
happened and what to do `next`. The command and the forms show those, never a
traceback. A test holds that each class has its own exit code and its words in
both languages.
"""

from coaching.errors.configuration import (
    AgencyUnknown,
    ConfigInvalid,
    ConfigMissing,
    ConfigUnreadable,
    DatabaseUnready,
    PlaceholderUnknown,
    SecretMissing,
    SettingInvalid,
    UnknownKey,
)
from coaching.errors.decisions import (
    CountDiffers,
    FingerprintStale,
    ListChanged,
    NobodyToInvite,
    NothingToApprove,
    NotYet,
    PlacesMissing,
    SessionClosed,
    YearFinished,
)
from coaching.errors.lists import (
    DecidedOtherwise,
    FormatUnknown,
    NothingProposed,
    ReplayDiffers,
    SeedPublished,
    TooManyAdded,
)
from coaching.errors.mail import (
    AddressMissing,
    CertificateRefused,
    InboxMissing,
    MailboxClosed,
    MailServerAway,
    ModeNotApproved,
    PreviewStale,
    SendingOff,
    TemporaryProblem,
)
from coaching.errors.problem import CoachingError
from coaching.errors.running import (
    FolderNotOurs,
    PortHeld,
    ProgramMissing,
    ServerDead,
    ServerOpen,
    TypesettingFailed,
    WordMissing,
)
from coaching.errors.sources import (
    AccessRefused,
    ColumnMissing,
    NothingAccepted,
    NoValueForYear,
    SnapshotChanged,
    SourceAway,
    SourceMissing,
    SourceUnreadable,
    WrongInput,
)

__all__ = [
    "AccessRefused",
    "AddressMissing",
    "AgencyUnknown",
    "CertificateRefused",
    "CoachingError",
    "ColumnMissing",
    "ConfigInvalid",
    "ConfigMissing",
    "ConfigUnreadable",
    "CountDiffers",
    "DatabaseUnready",
    "DecidedOtherwise",
    "FingerprintStale",
    "FolderNotOurs",
    "FormatUnknown",
    "InboxMissing",
    "ListChanged",
    "MailServerAway",
    "MailboxClosed",
    "ModeNotApproved",
    "NoValueForYear",
    "NobodyToInvite",
    "NotYet",
    "NothingAccepted",
    "NothingProposed",
    "NothingToApprove",
    "PlaceholderUnknown",
    "PlacesMissing",
    "PortHeld",
    "PreviewStale",
    "ProgramMissing",
    "ReplayDiffers",
    "SecretMissing",
    "SeedPublished",
    "SendingOff",
    "ServerDead",
    "ServerOpen",
    "SessionClosed",
    "SettingInvalid",
    "SnapshotChanged",
    "SourceAway",
    "SourceMissing",
    "SourceUnreadable",
    "TemporaryProblem",
    "TooManyAdded",
    "TypesettingFailed",
    "UnknownKey",
    "WordMissing",
    "WrongInput",
    "YearFinished",
]
