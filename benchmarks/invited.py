"""A year with many invited people, and their invitations waiting in the ledger."""

import hashlib
import os
import secrets
from datetime import date
from pathlib import Path

import pandas as pd
from sqlalchemy import insert

from coaching.database import invitations, ledger, proposing, tables
from coaching.database.cycle import open_year
from coaching.database.ledger import Entry
from coaching.database.ready import ready
from coaching.database.work import work
from coaching.domain.fingerprints import canonical, fingerprint, list_fingerprint
from coaching.domain.invitations import MailKind
from coaching.domain.selection_rules import Outcome
from coaching.mail.identity import calendar_uid, message_id
from coaching.programme import Programme, read_programme
from coaching.settings import MailSettings, Settings, settings, shipped

YEAR, SESSION, DAY = 2025, "sinar-1", date(2025, 2, 27)
AGENCIES = 10
SECRET = b"benchmark"
DOMAIN = "kotacontoh.example"
REASON = {
    "kind": "selected", "of": AGENCIES, "missing": [], "coverage": 1.0, "must_reason": None,
    "top": [{"indicator": "ip-asn", "value": 61.9, "target": 80.0, "share": 0.5}],
}  # fmt: skip
PDF_BYTES = 18_000  # with it a mail has some 60 KB, as the longest official letters


def prepared(folder: Path, people: int, url: str | None = None) -> Programme:
    """Fill a new database with that many invited people; their mails wait."""
    os.environ["COACHING_DATABASE_URL"] = url or f"sqlite:///{folder / f'{people}.db'}"
    settings.cache_clear()
    ready()
    programme = read_programme(shipped("config"))
    (folder / "letters").mkdir(exist_ok=True)
    with work() as db:
        open_year(db, YEAR, {}, DAY)
        codes = [f"opd-{number}" for number in range(AGENCIES)]
        db.add_all(tables.Agency(code=one, name=f"Dinas {one}", short_name=one) for one in codes)
        db.flush()
        _list(db, codes)
        _session(db, programme, folder, codes, people)
    return programme


def given(folder: Path, port: int, ca_file: Path, **changes: object) -> Settings:
    """Return settings that post to a sink."""
    told = {
        "host": "localhost", "port": port, "ca_file": ca_file, "user": "apikey",
        "password": "rahasia", "from_address": f"bkpsdm@{DOMAIN}", "reply_to": f"balasan@{DOMAIN}",
        "timeout_seconds": 60,
    }  # fmt: skip
    mail = MailSettings.model_validate(told | changes)
    return Settings(secret=SECRET.decode(), mail=mail, output_dir=folder)


def _list(db: object, codes: list[str]) -> None:
    columns = ["agency", "need", "coverage", "rank", "decision", "reason"]
    lines = [
        (one, 0.5, 1.0, place, "selected", {**REASON, "rank": place})
        for place, one in enumerate(codes, start=1)
    ]
    score = {"format_version": 1}
    proposing.propose(
        db, YEAR, outcome=Outcome.PROPOSED, table=pd.DataFrame(lines, columns=columns),
        fingerprint=list_fingerprint(YEAR, codes), score=score, score_json=canonical(score),
        score_sha256=fingerprint(score), as_of=DAY,
    )  # fmt: skip


def _session(db: object, programme: Programme, folder: Path, codes: list[str], people: int) -> None:
    planned = next(one for one in programme.sessions_of(YEAR) if one.code == SESSION)
    facts = invitations.SessionFacts(
        planned.code, planned.held_on, planned.starts, planned.ends, planned.time_zone,
        planned.venue_name, planned.venue_address, planned.agenda,
    )  # fmt: skip
    keys = {secrets.token_hex(16): codes[number % AGENCIES] for number in range(people)}
    rows = [
        {
            "key": key, "agency_code": agency, "position": "Kepala Bidang Pelayanan",
            "name": f"Sari {number} Wulandari, S.E., M.Si.", "position_type": "structural",
            "is_head": False, "email": f"sari{number}@{agency}.example",
        }
        for number, (key, agency) in enumerate(keys.items())
    ]  # fmt: skip
    db.execute(insert(tables.Person), rows)
    calls = {
        (SESSION, agency, key): calendar_uid(SECRET, event="e", person=key, domain=DOMAIN)
        for key, agency in keys.items()
    }
    invitations.plan(db, YEAR, [facts], calls, DAY)
    for serial, agency in enumerate(codes, start=1):
        content = b"%PDF-1.7\n" + secrets.token_bytes(PDF_BYTES)
        name = f"{agency}.pdf"
        (folder / "letters" / name).write_bytes(content)
        letter = invitations.RegisteredLetter(
            SESSION, agency, f"005/{serial:04d}", DAY, name, hashlib.sha256(content).hexdigest()
        )
        invitations.register(db, YEAR, serial, letter)
    ledger.enqueue(db, [_entry(key) for key in keys])


def _entry(person: str) -> Entry:
    name = message_id(
        SECRET, year=YEAR, session=SESSION, person=person, kind="invitation", revision=0,
        domain=DOMAIN,
    )  # fmt: skip
    return Entry(YEAR, SESSION, person, MailKind.INVITATION, name)
