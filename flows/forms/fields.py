"""What the forms ask: one model each, its titles and descriptions from the catalogue.

Choices that depend on data are read when a form is registered, not when it is
filled in: what has gone since is told by the operation itself.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict

from coaching.database.cycle import all_years
from coaching.database.decisions import Undecided, undecided
from coaching.database.doubts import doubts
from coaching.database.invitations import sessions
from coaching.database.work import Db
from coaching.domain.cycle import Subject
from coaching.rendering.words import say
from coaching.settings import settings
from flows.forms.asking import asked as _asked
from flows.forms.asking import read_choices as _read

Choices = Callable[[Db], list[Any]]
SHOWN = 12  # characters of a fingerprint


def _waiting(subject: Subject) -> Callable[[dict[str, Any]], None]:
    """Offer the lists that wait, and say of each where it can be read and how long it is."""

    def add(schema: dict[str, Any]) -> None:
        found = _read(lambda db: undecided(db, subject))
        if found:
            schema["enum"] = [one.fingerprint[:SHOWN] for one in found]
        lines = [_line(subject, one) for one in found]
        nothing = say("forms.waiting.nothing", settings().language)
        schema["description"] = "\n\n".join([schema["description"], *(lines or [nothing])])

    return add


def _line(subject: Subject, one: Undecided) -> str:
    facts = {"year": one.year, "fingerprint": one.fingerprint[:SHOWN], "count": one.count}
    return say(f"forms.waiting.{subject.value}", settings().language, **facts)


def _years(db: Db) -> list[int]:
    return all_years(db)


def _sessions(db: Db) -> list[str]:
    codes = {one.code for year in all_years(db) for one in sessions(db, year)}
    return ["", *sorted(codes)]


def _rejects(_: Db) -> list[str]:
    return sorted(one.name for one in settings().rejects.glob("*.*"))


def _doubts(db: Db) -> list[str]:
    return [one.message_id for one in doubts(db)]


def _fingerprint(subject: Subject) -> Any:
    return _asked("fingerprint", more=_waiting(subject), min_length=8, max_length=64)


# The day a stage is done as on; None for today.
AsOf = Annotated[date | None, _asked("as_of")]


class Form(BaseModel):
    """What every form asks: who fills it in."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    entered_by: Annotated[str, _asked("entered_by", min_length=1, max_length=200)]


class NewYear(Form):
    """A year that may not be open yet."""

    year: Annotated[int, _asked("new_year", ge=2000, le=2100)]
    as_of: AsOf = None


class OpenYear(Form):
    """One of the years there are."""

    year: Annotated[int, _asked("year", _years, ge=2000, le=2100)]


class WholeYear(OpenYear):
    """A stage of a whole year."""

    as_of: AsOf = None


class Judged(WholeYear):
    """The evaluation of a year; of one that was published, why there is to be another."""

    reason_again: Annotated[str, _asked("reason_again", max_length=400)] = ""


class Quarter(OpenYear):
    """One quarter of a year."""

    quarter: Annotated[int, _asked("quarter", ge=1, le=4)]
    as_of: AsOf = None


class OneSession(OpenYear):
    """One session of a year, or all of them."""

    session: Annotated[str, _asked("session", _sessions, max_length=64)] = ""
    as_of: AsOf = None


class Approval(OpenYear):
    """A decision on one exact list."""

    fingerprint: Annotated[str, _asked("fingerprint", min_length=8, max_length=64)]
    recipients: Annotated[int, _asked("recipients", ge=1)]
    decided_by: Annotated[str, _asked("decided_by", min_length=1, max_length=200)]
    note_number: Annotated[str, _asked("note_number", min_length=1, max_length=200)]
    note_date: Annotated[date, _asked("note_date")]


class SelectionApproval(Approval):
    """A decision on a list of agencies."""

    fingerprint: Annotated[str, _fingerprint(Subject.SELECTION)]
    additions: Annotated[str, _asked("additions", max_length=4000)] = ""
    removals: Annotated[str, _asked("removals", max_length=4000)] = ""


class InvitationsApproval(Approval):
    """A decision on a list of people."""

    fingerprint: Annotated[str, _fingerprint(Subject.INVITATIONS)]
    mode: Annotated[Literal["", "live"], _asked("mode")] = ""


class Sending(Form):
    """Whether mails may leave from this database, in the place where it lies."""

    is_on: Annotated[bool, _asked("is_on")]
    why: Annotated[str, _asked("why_sending", min_length=1, max_length=400)]


class PreviewOf(OpenYear):
    """The session whose mails somebody wants to look at."""

    session: Annotated[str, _asked("session", _sessions, min_length=1, max_length=64)]


class SignedLetters(OpenYear):
    """A folder with signed letters of one session."""

    session: Annotated[str, _asked("session", _sessions, min_length=1, max_length=64)]
    folder: Annotated[str, _asked("folder", min_length=1, max_length=400)]


class LetterNumbers(OpenYear):
    """A file with the numbers that another register gave the letters of one session."""

    session: Annotated[str, _asked("session", _sessions, min_length=1, max_length=64)]
    file: Annotated[str, _asked("numbers_file", min_length=1, max_length=400)]


class Move(OpenYear):
    """A session's new time or place; what stays empty stays."""

    session: Annotated[str, _asked("session", _sessions, min_length=1, max_length=64)]
    held_on: Annotated[date | None, _asked("held_on")] = None
    starts: Annotated[str, _asked("starts", max_length=5)] = ""
    ends: Annotated[str, _asked("ends", max_length=5)] = ""
    venue: Annotated[str, _asked("venue", max_length=64)] = ""
    why: Annotated[str, _asked("why_changed", min_length=1, max_length=400)]


class CallOff(OpenYear):
    """A session that does not take place."""

    session: Annotated[str, _asked("session", _sessions, min_length=1, max_length=64)]
    why: Annotated[str, _asked("why_changed", min_length=1, max_length=400)]


class Withdraw(CallOff):
    """One person who is not called to a session any more."""

    person: Annotated[str, _asked("person", min_length=8, max_length=32)]


class AddressOf(Form):
    """A person's right address."""

    person: Annotated[str, _asked("person", min_length=8, max_length=32)]
    email: Annotated[str, _asked("email", min_length=3, max_length=200)]
    why: Annotated[str, _asked("why_sending", min_length=1, max_length=400)]


class Doubt(Form):
    """What became of a mail of which nobody knows whether it left."""

    message_id: Annotated[str, _asked("message_id", _doubts, min_length=3, max_length=200)]
    arrived: Annotated[bool, _asked("arrived")]
    evidence: Annotated[str, _asked("evidence", min_length=1, max_length=400)]


class CorrectedRejects(Form):
    """A file of rejects, corrected where it lies."""

    rejects_file: Annotated[str, _asked("rejects_file", _rejects, min_length=1, max_length=200)]


class Erasure(Form):
    """Whose data go, and why."""

    person: Annotated[str, _asked("person", min_length=8, max_length=32)]
    reason: Annotated[str, _asked("reason", min_length=1, max_length=400)]


class Threatened(OpenYear):
    """What a person knows of something that could mislead an evaluation."""

    threat: Annotated[Literal["rule-set", "spill-over", "programmes"], _asked("threat")]
    present: Annotated[bool, _asked("threat_present")]
    detail: Annotated[str, _asked("threat_detail", min_length=1, max_length=200)]
