"""The cast of these tests, and rows that say only what matters."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import func, select

from coaching.database import cycle, tables
from coaching.database.ledger import Entry
from coaching.database.work import Db
from coaching.domain.invitations import MailKind, MailState
from coaching.settings import settings

YEAR = 2025
DAY = date(2025, 2, 27)
MOMENT = datetime(2025, 2, 27, 2, 30, tzinfo=UTC)
SESSION = "sinar-1"
NOTE = {"note_number": "800/12/417.403/2025", "note_date": date(2025, 2, 3)}


def use(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Make this the database of the process."""
    monkeypatch.setenv("COACHING_DATABASE_URL", url)
    settings.cache_clear()


def make_agency(db: Db, code: str = "dinkes", name: str = "Dinas Kesehatan") -> str:
    if db.get(tables.Agency, code) is None:
        db.add(tables.Agency(code=code, name=name, short_name=code.title()))
        db.flush()
    return code


def make_person(db: Db, key: str = "sari", agency: str = "dinkes", **changes: object) -> str:
    told: dict[str, Any] = {
        "name": key.title(), "position": "Kepala Dinas", "position_type": "structural",
        "is_head": False, "email": f"{key}@dinkes.example",
    }  # fmt: skip
    db.add(tables.Person(key=key, agency_code=make_agency(db, agency), **(told | changes)))
    db.flush()
    return key


def make_year(db: Db, year: int = YEAR) -> int:
    cycle.open_year(db, year, {}, DAY)
    return year


def make_session(db: Db, code: str = SESSION, year: int = YEAR, **changes: object) -> int:
    make_year(db, year)
    told: dict[str, Any] = {
        "held_on": date(year, 3, 13), "starts": time(8), "ends": time(11, 30),
        "time_zone": "Asia/Jakarta", "venue_name": "Ruang Sabha Widya",
        "venue_address": "Jalan Contoh Nomor 2", "agenda": "Pembinaan ASN",
    }  # fmt: skip
    row = tables.CoachingSession(year=year, code=code, **(told | changes))
    db.add(row)
    db.flush()
    return row.id


def make_call(db: Db, person: str = "sari", agency: str = "dinkes", session_id: int = 1) -> int:
    row = tables.Invitation(
        session_id=session_id, agency_code=agency, person_key=person, calendar_uid=f"uid-{person}"
    )
    db.add(row)
    db.flush()
    return row.id


def entry(person: str = "sari", revision: int = 0, **changes: object) -> Entry:
    told: dict[str, Any] = {
        "year": YEAR, "session": SESSION, "person": person, "kind": MailKind.INVITATION,
        "message_id": message_id(person, revision), "revision": revision,
    }  # fmt: skip
    return Entry(**(told | changes))


def message_id(person: str, revision: int = 0) -> str:
    return f"<invitation.{person}.{revision}@kotacontoh.example>"


def make_mail(db: Db, person: str = "sari", **changes: object) -> tables.MailMessage:
    told: dict[str, Any] = {
        "year": YEAR, "session": SESSION, "person_key": person, "kind": MailKind.INVITATION,
        "message_id": message_id(person), "state": MailState.QUEUED,
        "queued_at": MOMENT, "not_before": MOMENT,
    }  # fmt: skip
    row = tables.MailMessage(**(told | changes))
    db.add(row)
    db.flush()
    return row


def rows(db: Db, table: type[tables.Base]) -> int:
    return db.scalar(select(func.count()).select_from(table)) or 0
