"""A mail of which nobody knows whether it left: a person looks and decides."""

from coaching.database import audit
from coaching.database.doubts import resolve
from coaching.database.work import work
from coaching.domain.progress import Report, RunState
from coaching.errors import WrongInput
from flows.forms.answers import form_operation
from flows.forms.fields import Doubt
from flows.operating import programme_in_force, today


@form_operation("resolve-doubt")
async def resolve_doubt_form(form: Doubt) -> Report:
    """Putuskan apakah surel yang meragukan sudah sampai; bila belum, dikirim lagi."""
    # Sent again, it carries the same Message-ID: a mailbox that has it already can tell.
    with work() as db:
        year = resolve(db, form.message_id, arrived=form.arrived)
        if year is None:
            raise WrongInput(field="message_id", value=form.message_id, why="no-such-doubt")
        audit.note(
            db, "doubt-resolved", as_of=today(programme_in_force()), year=year,
            actor=form.entered_by, message_id=form.message_id,
            arrived=form.arrived, evidence=form.evidence,
        )  # fmt: skip
    words = "doubt-arrived" if form.arrived else "doubt-queued"
    return Report(RunState.DONE, words, {"message_id": form.message_id})
