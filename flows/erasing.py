"""Erasing a person, whether by the command or by the form."""

from coaching.database import audit
from coaching.database.erasing import erase, has_mail_waiting, key_of
from coaching.database.work import work
from coaching.domain.progress import Report, RunState
from coaching.errors import WrongInput
from coaching.rendering.words import say
from coaching.settings import settings
from flows.operating import programme_in_force, today

SHOWN = 8  # characters of a key


def erase_person(told: str, reason: str, entered_by: str) -> Report:
    """Erase whoever is told by NIP or by the start of a key.

    Raises:
        WrongInput: nobody, or more than one; or a mail to the person still waits.
    """
    with work() as db:
        key = key_of(db, told)
        if key is None:
            raise _wrong(None, "no-such-person")
        if has_mail_waiting(db, key):
            raise _wrong(key[:SHOWN], "mail-waits")
        changed = erase(db, key)
        audit.note(
            db, "person-erased", as_of=today(programme_in_force()), actor=entered_by,
            person=key[:SHOWN], reason=reason, rows=changed,
        )  # fmt: skip
    return Report(RunState.DONE, "erased", {"person": key[:SHOWN], "rows": changed})


def _wrong(value: str | None, why: str) -> WrongInput:
    return WrongInput(field=say("forms.person.title", settings().language), value=value, why=why)
