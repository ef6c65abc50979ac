"""An office where three people have one mailbox, and a fourth one of her own."""

from datetime import UTC, datetime

from records_cast import DAY, SESSION, YEAR, make_call, make_person, make_session
from sqlalchemy import select

from coaching.database import addresses, ledger, reminders, tables, whom
from coaching.database.work import reading, work
from coaching.domain.invitations import MailKind, MailState
from coaching.mail import addressing
from coaching.settings import MailSettings, Settings

BOX = "sekretariat@dinkes.example"
GIVEN = Settings(secret="test", mail=MailSettings(from_address="bkpsdm@kotacontoh.example"))
KEYS = {name: name * 2 for name in ("sari", "budi", "wati", "rini")}  # eight characters
Mails = dict[tuple[str, ...], str]


def make_office() -> dict[str, int]:
    """Sari, Budi and Wati share a mailbox, Rini has her own; return their calls."""
    with work() as db:
        session = make_session(db)
        for name, key in KEYS.items():
            email = "rini@dinkes.example" if name == "rini" else BOX.title()
            title = f"{name.title()} Utama, S.E."
            make_person(db, key, email=email, is_head=name == "sari", name=title)
        return {name: make_call(db, key, session_id=session) for name, key in KEYS.items()}


def enter(kind: MailKind = MailKind.INVITATION, names: tuple[str, ...] = (), **told: object) -> int:
    """Enter a letter to these people, or to everybody."""
    people = [KEYS[name] for name in names or KEYS]
    with work() as db:
        mails = addressing.entries(GIVEN, db, YEAR, SESSION, people, kind, **told)
        return ledger.enqueue(db, mails)


def mails(kind: MailKind = MailKind.INVITATION) -> Mails:
    """Say in which state the mail of each group of people is, by their names."""
    row, named = tables.MailMessage, whom.named()
    with reading() as db:
        found: dict[int, tuple[list[str], str]] = {}
        query = select(row.id, row.state, named.c.person_key).outerjoin(
            named, named.c.mail_id == row.id
        )
        for number, state, key in db.execute(query.where(row.kind == kind)).tuples():
            names, _ = found.setdefault(number, ([], state.value))
            names += [key[: len(key) // 2]] if key else []
    return {tuple(sorted(names)): state for names, state in found.values()}


def set_state(state: MailState, kind: MailKind = MailKind.INVITATION) -> None:
    """Let every mail of a kind be that far; those that left were sent to where they go."""
    with work() as db:
        for row in db.scalars(select(tables.MailMessage).where(tables.MailMessage.kind == kind)):
            row.state, row.lease_owner, row.lease_until = state, None, None
            row.sent_at = datetime.now(UTC) if state is MailState.SENT else None
            row.sent_to = row.mailbox or "rini@dinkes.example"
        reminders.note_days(db, YEAR, DAY)


def correct(name: str, email: str) -> int:
    """Correct an address as an operator does; return how many mails wait for it."""
    with work() as db:
        key = addresses.correct_address(
            db, KEYS[name], email, entered_by="Budi", why="salah", as_of=DAY
        )
        for year, session in addresses.sessions_of(db, key):
            addressing.regroup(GIVEN, db, year, session, key)
        return addresses.count_waiting(db, key)
