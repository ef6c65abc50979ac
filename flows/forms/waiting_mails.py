"""A mail that was not understood: a person reads it and says whose answer it is."""

from typing import Annotated, Literal

from coaching.database import answers, audit
from coaching.database.answers import queue
from coaching.database.cycle import all_years
from coaching.database.invitations import planned
from coaching.database.work import Db, work
from coaching.domain.invitations import Answer
from coaching.domain.progress import Report, RunState
from coaching.errors import WrongInput
from flows.forms.answers import form_operation
from flows.forms.asking import asked as _asked
from flows.forms.fields import Form
from flows.operating import programme_in_force, today

NOTHING = "nothing"
Meaning = Literal["accepted", "declined", "tentative", "delegated", "nothing"]


def _waiting_mails(db: Db) -> list[str]:
    return [one.message_id for one in queue(db)]


def _calls(db: Db) -> list[str]:
    """Offer every invitation by its number, session, agency and position; no names."""
    called = [call for year in all_years(db) for call in planned(db, year)]
    return ["", *(f"{c.invitation_id}: {c.session}, {c.agency}, {c.position}" for c in called)]


def invitation_number(choice: str) -> int | None:
    """Return the number with which a choice of `_calls` begins; None where nothing was chosen."""
    number = choice.partition(":")[0].strip()
    return int(number) if number else None


class WaitingMail(Form):
    """What a mail says that waits for a person."""

    waiting_mail: Annotated[
        str, _asked("waiting_mail", _waiting_mails, min_length=1, max_length=500)
    ]
    meaning: Annotated[Meaning, _asked("meaning")]
    invitation: Annotated[str, _asked("invitation", _calls, pattern=r"^(\d{1,9}\b.*)?$")] = ""
    delegate: Annotated[str, _asked("delegate", max_length=200)] = ""


@form_operation("answer-queue")
async def answer_queue_form(form: WaitingMail) -> Report:
    """Catat isi surel yang menunggu dibaca: jawaban siapa, dan apa jawabannya."""
    # The mail itself lies in the mailbox; here stands only its Message-ID.
    answer = None if form.meaning == NOTHING else Answer(form.meaning)
    with work() as db:
        try:
            invitation = answers.settle(
                db, form.waiting_mail, form.entered_by, invitation_number(form.invitation),
                answer, form.delegate or None,
            )  # fmt: skip
        except LookupError:
            raise WrongInput(
                field="waiting_mail", value=form.waiting_mail, why="no-such-mail"
            ) from None
        if answer is not None and invitation is None:
            raise WrongInput(field="invitation", value=form.invitation, why="missing")
        if answer is Answer.DELEGATED and not form.delegate:
            raise WrongInput(field="delegate", value=None, why="missing")
        audit.note(
            db, "mail-read-by-a-person", as_of=today(programme_in_force()),
            actor=form.entered_by, message_id=form.waiting_mail,
            invitation=invitation, answer=form.meaning,
        )  # fmt: skip
    return Report(RunState.DONE, "mail-settled", {"message_id": form.waiting_mail})
