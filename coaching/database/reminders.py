"""Who is to be reminded, and which reminders that wait have become idle."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Select, delete, exists, not_, or_, select, update

from coaching.database import tables, whom
from coaching.database.work import Db
from coaching.domain.cycle import Stage
from coaching.domain.invitations import CALLS, MailKind, MailState

PER_APPOINTMENT = 10  # revisions: a session that moved has reminders of its own


@dataclass
class Silent:
    """A person who was invited and from whom nobody has heard.

    Args:
        sequence: version of the appointment.
        last_letter_on: the day the last letter about it left.
        known: numbers of the reminders of this version that are in the ledger.
    """

    session: str
    held_on: date
    sequence: int
    person: str
    last_letter_on: date | None = None
    known: set[int] = field(default_factory=set)
    was_told: bool = True

    def revision(self, number: int) -> int:
        """Return the revision under which a reminder stands in the ledger."""
        return self.sequence * PER_APPOINTMENT + number


def silent(db: Db, year: int, day: date) -> list[Silent]:
    """Return everybody who holds an invitation and has not answered this appointment.

    Left out: who wrote something that a person has yet to read, whom the news of a
    move has not reached, and sessions whose attendance was in before that day.
    """
    call, held = tables.Invitation, tables.CoachingSession
    query = (
        select(held.code, held.held_on, held.sequence, call.person_key)
        .join(held, held.id == call.session_id)
        .where(held.year == year, held.cancelled_on.is_(None), call.withdrawn_on.is_(None))
        .where(not_(_answered()), not_(_waits()), not_(_attended(day)))
        .order_by(held.held_on, held.code, call.id)
    )
    found = {(one[0], one[3]): Silent(*one) for one in db.execute(query).tuples()}
    for mail, person in db.execute(_letters(year)).tuples():
        if whose := found.get((mail.session, person)):
            _take_note(whose, mail)
    return [one for one in found.values() if one.last_letter_on is not None and one.was_told]


def _letters(year: int) -> Select[tuple[tables.MailMessage, str]]:
    row, named = tables.MailMessage, whom.named()
    query = select(row, named.c.person_key).join(named, named.c.mail_id == row.id)
    return query.where(row.year == year, row.kind.in_(CALLS))


def _take_note(whose: Silent, mail: tables.MailMessage) -> None:
    left = mail.state is MailState.SENT
    if mail.kind is MailKind.REMINDER:
        if mail.revision // PER_APPOINTMENT == whose.sequence:
            whose.known.add(mail.revision % PER_APPOINTMENT)
    elif mail.kind is MailKind.RESCHEDULE and mail.revision == whose.sequence:
        whose.was_told = left
    if left and mail.left_on is not None:
        whose.last_letter_on = max(whose.last_letter_on or mail.left_on, mail.left_on)


def _answered() -> ColumnElement[bool]:
    row, call, held = tables.InvitationAnswer, tables.Invitation, tables.CoachingSession
    return exists().where(row.invitation_id == call.id, row.sequence >= held.sequence)


def _waits() -> ColumnElement[bool]:
    """Return what means those who wrote, or may have: from a mailbox that they share."""
    row, call, held = tables.IncomingMail, tables.Invitation, tables.CoachingSession
    mail, named = tables.MailMessage, tables.MailAddressee
    theirs = (
        select(named.mail_id)
        .join(mail, mail.id == named.mail_id)
        .where(named.person_key == call.person_key)
        .where(mail.year == held.year, mail.session == held.code)
        .correlate(call, held)
    )
    unclear = row.invitation_id.is_(None) & row.about_mail_id.in_(theirs)
    whose = or_(row.invitation_id == call.id, unclear)
    return exists().where(whose, row.waits, row.settled_at.is_(None))


def _attended(day: date) -> ColumnElement[bool]:
    row, held = tables.StageRecord, tables.CoachingSession
    return exists().where(
        row.year == held.year, row.stage == Stage.ATTEND, row.part == held.code, row.done_on < day
    )


def note_days(db: Db, year: int, day: date) -> None:
    """Record on which day of the programme calls left, where that is not known yet."""
    row = tables.MailMessage
    db.execute(
        update(row)
        .where(row.year == year, row.kind.in_(CALLS))
        .where(row.state == MailState.SENT, row.left_on.is_(None))
        .values(left_on=day)
    )


def close_idle(db: Db, year: int, day: date) -> None:
    """Close reminders that wait and are not to leave: too late, answered, or of an old day."""
    row, call, held = tables.MailMessage, tables.Invitation, tables.CoachingSession
    named = whom.named()
    waiting = (
        select(row, held.sequence, named.c.person_key, _answered())
        .join(held, (held.year == row.year) & (held.code == row.session))
        .join(named, named.c.mail_id == row.id)
        .join(call, (call.session_id == held.id) & (call.person_key == named.c.person_key))
        .where(row.year == year, row.kind == MailKind.REMINDER, row.state == MailState.QUEUED)
    )
    silent: dict[int, list[str]] = {}
    mails: dict[int, tuple[tables.MailMessage, int]] = {}
    for mail, sequence, person, is_answered in db.execute(waiting).tuples():
        mails[mail.id] = (mail, sequence)
        silent.setdefault(mail.id, []).extend([] if is_answered else [person])
    for mail, sequence in mails.values():
        if not silent[mail.id] or mail.revision // PER_APPOINTMENT != sequence:
            mail.state = MailState.EXPIRED
        elif mail.valid_until is not None and mail.valid_until < day:
            mail.state = MailState.MISSED
        elif mail.mailbox is not None:
            _name_only(db, mail, silent[mail.id])
    db.flush()


def _name_only(db: Db, mail: tables.MailMessage, people: Collection[str]) -> None:
    """Let a mail to a shared mailbox name those alone who have not answered."""
    one = tables.MailAddressee
    answered = delete(one).where(one.mail_id == mail.id, one.person_key.not_in(people))
    db.execute(answered)
