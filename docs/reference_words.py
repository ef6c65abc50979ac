"""What the words in exported tables mean: the second half of `docs/reference.py`."""

from collections.abc import Mapping
from enum import StrEnum

from coaching.domain.attendance import Presence
from coaching.domain.evaluation_rules import EvaluationRules, Verdict
from coaching.domain.invitations import MailKind, MailState
from coaching.domain.selection_rules import Decision, Zone
from coaching.mail.replies import Kind

FEWEST = f"{EvaluationRules.minimum_coached} coached or {EvaluationRules.minimum_others} other"
WORDS: Mapping[str, tuple[type[StrEnum], Mapping[str, str]]] = {
    "decision": (Decision, {
        "selected": "chosen by need",
        "due": "chosen on a place kept for agencies long without coaching",
        "lot": "drawn by lot among agencies that the data cannot tell apart",
        "must": "chosen for a written reason, whatever its rank",
        "data-coaching": "chosen because it has long sent too little data, for coaching on that",
        "reserve": "has a gap, and no place was left; or nobody was chosen that year",
        "resting": "coached too recently",
        "no-gap": "every target that was reported is met",
        "not-ranked": "too few indicators reported to say",
    }),
    "zone": (Zone, {
        "certain": "on the list in nearly every redraw",
        "grey": "the data cannot decide; a lot does where a seed was published",
        "out": "hardly ever on the list",
    }),
    "kind": (MailKind, {
        "invitation": "to a session",
        "reminder": "to somebody who has not answered an invitation",
        "reschedule": "a session has moved: the invitation anew, at its new time and place",
        "cancellation": "an invitation, or a whole session, is withdrawn",
        "delegation-received": "to somebody who will be represented: their delegate is noted",
        "thanks": "to those who came or were represented",
        "nomination-request": "to the head of a chosen agency: who should be invited",
        "approval-request": "to the appointing authority: a list waits for a decision",
        "report": "to the appointing authority: the evaluation of the year",
        "nobody-needs-coaching": "to the appointing authority: all targets met",
        "cannot-judge": "to the appointing authority: too little data",
        "bounce-digest": "to an agency's HR contact: which mails came back",
    }),
    "state": (MailState, {
        "queued": "waits: for its turn, for an address, or because this is a dry run",
        "leased": "held by a worker; nothing is on the wire",
        "sending": "being handed over; recorded before the first byte left",
        "sent": "the relay took it",
        "failed": "refused for good, or came back",
        "in_doubt": "the line broke after it was handed over; a person decides",
        "suppressed": "its address refused for good before; nothing was sent",
        "expired": "did not leave before its session",
        "missed": "a reminder whose time passed before it could leave",
    }),
    "incoming": (Kind, {
        "reply": "an answer",
        "bounce": "one of our mails did not reach its mailbox",
        "delay": "one of our mails is still being tried",
        "auto-reply": "a machine wrote it",
        "complaint": "a recipient's provider reports a complaint",
        "receipt": "a mail program or server says what was done with a mail",
        "unknown": "none of these",
    }),
    "presence": (Presence, {
        "present": "came",
        "represented": "sent somebody",
        "excused": "did not come and said why",
        "absent": "did not come, or the sheet does not mention them",
    }),
    "verdict": (Verdict, {
        "raised": "the interval lies above no effect",
        "lowered": "the interval lies below no effect",
        "not-distinguishable": "the interval includes no effect",
        "negligible": "it does, and all of it is closer to none than `[evaluation] margin`",
        "depends-on-method": "it excludes no effect, and a second method has the other sign",
        "data-not-sufficient": "too many coached have no outcome, or no model can be fitted",
        "counts-only": f"fewer than {FEWEST} agencies",
    }),
}  # fmt: skip
