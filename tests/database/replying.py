"""Invited people, and the mails they and machines write back."""

from datetime import UTC, datetime

from records_cast import MOMENT, SESSION, YEAR, make_call, make_mail, make_person, make_session
from sqlalchemy import select

from coaching.database import answers, tables
from coaching.database.work import reading, work
from coaching.domain.invitations import MailState
from coaching.mail.collecting import collector
from coaching.mail.verp import envelope_sender

SECRET = b"test"
PEOPLE = ("sari", "budi")
BOUNCES_TO = "bkpsdm@kotacontoh.example"


def invite(people: tuple[str, ...] = PEOPLE) -> dict[str, int]:
    """Have these people invited and their invitations sent; return invitation by person."""
    with work() as db:
        session = make_session(db)
        calls = {}
        for person in people:
            calls[person] = make_call(db, make_person(db, person), session_id=session)
            make_mail(
                db, person, state=MailState.SENT, sent_at=MOMENT, sent_to=f"{person}@dinkes.example"
            )
        return calls


def written(
    body: str, *headers: str, by: str = "sari@dinkes.example", name: str = "<a1@dinkes.example>"
) -> bytes:
    lines = (f"From: {by}", "To: bkpsdm@kotacontoh.example", f"Message-ID: {name}", *headers)
    return ("\n".join(lines) + f"\n\n{body}").replace("\n", "\r\n").encode()


def to_invitation(person: str = "sari") -> str:
    return f"In-Reply-To: <invitation.{person}.0@kotacontoh.example>"


def by_calendar(
    partstat: str, uid: str = "uid-sari", *, sequence: int = 0, stamp: str = "20250301T010203Z",
    name: str = "<c1@dinkes.example>",
) -> bytes:  # fmt: skip
    return written(
        "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nBEGIN:VEVENT\n"
        f"UID:{uid}\nSEQUENCE:{sequence}\nDTSTAMP:{stamp}\n"
        f"ATTENDEE;PARTSTAT={partstat}:mailto:sari@dinkes.example\n"
        "END:VEVENT\nEND:VCALENDAR\n",
        "Content-Type: text/calendar; method=REPLY",
        name=name,
    )


def bounce(
    status: str = "5.1.1", *, said: str = "", mail: int | None = None, quoted: str | None = None,
    action: str = "failed", name: str = "<b1@mx.example>", whose: str = "sari@dinkes.example",
    also: str = "",
) -> bytes:  # fmt: skip
    """A delivery status about a mail: by the address it came back to, or by what it quotes."""
    back_to = envelope_sender(BOUNCES_TO, mail, SECRET) if mail is not None else BOUNCES_TO
    returned = f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {quoted}\n" if quoted else ""
    diagnostic = f"Diagnostic-Code: smtp; {said}\n" if said else ""
    return written(
        "--b\nContent-Type: text/plain\n\nSorry.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {whose}\nAction: {action}\nStatus: {status}\n"
        f"{diagnostic}\n{also}\n{returned}--b--\n",
        f"Delivered-To: {back_to}",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        by="MAILER-DAEMON@mx.example",
        name=name,
    )


def take(*raws: bytes, archive: str | None = "Arsip@kotacontoh.example") -> list[bool]:
    """Read these mails as one portion; return which wait for a person."""
    with work() as db:
        taking = collector(db, SECRET, archive)
        return [taking.take(db, raw) for raw in raws]


def counted() -> dict[int, str]:
    """Return the answer that counts by invitation."""
    with reading() as db:
        return {call: one.value for call, one in answers.last_answers(db, YEAR).items()}


def queued() -> list[str]:
    """Return the reasons of the mails that wait for a person."""
    with reading() as db:
        return [one.reason for one in answers.queue(db)]


def ledger_state(person: str = "sari") -> str:
    row = tables.MailMessage
    with reading() as db:
        query = select(row.state).where(row.person_key == person, row.session == SESSION)
        return db.scalars(query).one().value


def mail_number(person: str = "sari") -> int:
    row = tables.MailMessage
    with reading() as db:
        return db.scalars(select(row.id).where(row.person_key == person)).one()


def suppressed() -> set[str]:
    with reading() as db:
        return set(db.scalars(select(tables.MailSuppression.address)))


def now() -> datetime:
    return datetime.now(UTC)
