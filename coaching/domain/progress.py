"""What a stage says when it ends: a named state, and the facts of one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coaching.errors import CoachingError


class RunState(StrEnum):
    """The names operators see on a run."""

    DONE = "Completed"
    NOTHING_TO_DO = "NothingToDo"
    WAITING_FOR_APPROVAL = "WaitingForApproval"
    WAITING_FOR_DATA = "WaitingForData"
    AWAITING_SIGNATURE = "AwaitingSignature"
    NOBODY_NEEDS_COACHING = "NobodyNeedsCoaching"
    CANNOT_JUDGE = "CannotJudge"
    NEEDS_A_PERSON = "NeedsAPerson"


@dataclass(frozen=True)
class Report:
    """How a stage ended.

    Args:
        state: the name of the run's state.
        words: key of the sentence in the catalogue, below `states`.
        facts: what the sentence needs; never a name, a NIP or an address.
        problem: what a person must cure, where some of the work could not be done.
    """

    state: RunState
    words: str
    facts: Mapping[str, object] = field(default_factory=dict)
    problem: CoachingError | None = None
