"""Where a database may send from: a restored or copied one must not write to people again.

The database knows its place, a file in the output folder knows the database and how far it
had sent. A copy in another folder or on another machine has another place; a backup put
back where it came from has sent less than the file remembers. Both open with sending off.
"""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, make_url, select

from coaching.database import audit, paces, pauses, tables
from coaching.database.work import Db, reading, work
from coaching.errors import SendingOff, WrongInput
from coaching.rendering.files import save
from coaching.settings import Settings

FILE = ".sinar-sending.json"
MACHINE = Path("/etc/machine-id")
THIS = 1  # the only row there is
ITSELF = "sinar"


def demand_on(given: Settings) -> None:
    """Let mails leave only from the place that this database belongs to.

    A database that has never sent anything takes the place it is in.

    Raises:
        SendingOff: it was restored, copied or moved, or a person switched sending off.
    """
    with reading() as db:
        row = db.get(tables.SendingPlace, THIS)
        has_sent = _sent(db) > 0
    if row is None and not has_sent:
        switch(given, is_on=True, entered_by=ITSELF)
        return
    why = reason(given)
    if why is not None:
        raise SendingOff(why=why)
    remember(given)


def reason(given: Settings) -> str | None:
    """Return why sending is off; None where it is on."""
    with reading() as db:
        row = db.get(tables.SendingPlace, THIS)
        sent = _sent(db)
    if row is None:
        return "unknown" if sent else None
    if not row.is_on:
        return "switched-off"
    noted = _noted(given)
    if row.place != here(given):
        return "moved"
    if noted.get("database") != row.identity:
        return "unknown"
    return "restored" if sent < int(noted.get("attempts", 0)) else None


def switch(given: Settings, *, is_on: bool, entered_by: str, why: str = "") -> None:
    """Switch sending on here, or off; on, this database belongs to this place from now on.

    Switched on, it also ends what mail servers asked us to hold back.

    Raises:
        WrongInput: nobody says who switches.
    """
    if not entered_by.strip():
        raise WrongInput(field="entered-by", value=None, why="empty")
    with work() as db:
        row = db.get(tables.SendingPlace, THIS) or tables.SendingPlace(id=THIS)
        row.identity = secrets.token_hex(16)
        row.place, row.is_on = here(given), is_on
        row.entered_by, row.entered_at = entered_by, datetime.now(UTC)
        if is_on:
            pauses.lift(db)
            paces.lift(db)
        db.add(row)
        day = row.entered_at.date()
        audit.note(
            db, "sending-on" if is_on else "sending-off", as_of=day, actor=entered_by, why=why
        )
        _note(given, row.identity, _sent(db))


def remember(given: Settings) -> None:
    """Note in the file how far this database has sent."""
    with reading() as db:
        row = db.get(tables.SendingPlace, THIS)
        if row is not None:
            _note(given, row.identity, _sent(db))


def _sent(db: Db) -> int:
    """Return the number of the last attempt there is: it grows with each mail handed over."""
    return db.scalar(select(func.max(tables.MailAttempt.id))) or 0


def _note(given: Settings, identity: str, attempts: int) -> None:
    content = json.dumps({"database": identity, "attempts": attempts}, sort_keys=True)
    save(given.output_dir / FILE, content.encode())


def _noted(given: Settings) -> dict[str, str | int]:
    try:
        found = json.loads((given.output_dir / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def here(given: Settings) -> str:
    """Return a hash of where we are: machine, folder, database; it tells none of them."""
    machine = MACHINE.read_text() if MACHINE.is_file() else ""
    url = make_url(given.database_url.get_secret_value())
    if url.drivername.startswith("sqlite") and url.database:
        url = url.set(database=str(Path(url.database).resolve()))
    address = url.render_as_string(hide_password=True)
    told = [machine.strip(), str(given.output_dir.resolve()), address]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
