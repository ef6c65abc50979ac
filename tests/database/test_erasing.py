"""Erasing a person: nothing says who they were, and counts stay."""

import asyncio
import io

import polars as pl
import pytest
from records_cast import (
    MOMENT,
    make_call,
    make_mail,
    make_person,
    make_session,
    rows,
)
from sqlalchemy import select, text

from coaching.database import people, tables
from coaching.database.erasing import erase, key_of
from coaching.database.keys import keys_of
from coaching.database.tables.whole import whole
from coaching.database.work import Db, engine, reading, work
from coaching.domain.attendance import Presence
from coaching.domain.invitations import Answer, MailState
from coaching.errors import WrongInput
from flows.cli import main
from flows.erasing import erase_person
from flows.forms.fields import Erasure
from flows.forms.listed import FORMS

NIP = "199001012015052001"
KEY = "5a" * 16
TRACES = (NIP, "Sari", "Analis Rahasia", "sari@dinkes.example", "Pak Wakil", "Kepala Dinas")


def make_traces(db: Db) -> None:
    session = make_session(db)
    make_person(db, KEY, name="Sari", position="Analis Rahasia", email="sari@dinkes.example")
    db.add(tables.PersonNip(person_key=KEY, nip=NIP))
    call = make_call(db, KEY, session_id=session)
    make_mail(db, KEY, state=MailState.SENT, sent_at=MOMENT)
    db.add(tables.MailSuppression(address="sari@dinkes.example", reason="x", since=MOMENT))
    db.add(
        tables.IncomingMail(
            message_id="<1>", sha256="0" * 64, kind="answer", reason="", read_at=MOMENT,
            invitation_id=call,
        )
    )  # fmt: skip
    db.flush()
    db.add(
        tables.InvitationAnswer(
            invitation_id=call, mail_id="<1>", answer=Answer.DELEGATED, delegate="Pak Wakil",
            sequence=0, given_at=MOMENT,
        )
    )  # fmt: skip
    db.add(
        tables.Attendance(
            invitation_id=call, presence=Presence.REPRESENTED, representative="Pak Wakil",
            sheet_sha256="0" * 64, recorded_on=MOMENT.date(),
        )
    )  # fmt: skip
    db.flush()


def everything() -> str:
    """Return all there is in the database, as text."""
    with reading() as db:
        found = [
            str(row)
            for table in whole().sorted_tables
            for row in db.execute(text(f"SELECT * FROM {table.name}"))
        ]
    return "\n".join(found)


def test_nothing_is_left_that_says_who_it_was(sqlite: str):
    with work() as db:
        make_traces(db)
    before = everything()
    assert [trace for trace in TRACES if trace not in before] == ["Kepala Dinas"]
    with work() as db:
        assert erase(db, KEY) == 5
    after = everything()
    assert [trace for trace in TRACES if trace in after] == []
    assert KEY in after
    with work() as db:
        assert people.candidates(db, ["dinkes"]) == {"dinkes": []}
        assert rows(db, tables.Attendance) == 1
        assert erase(db, KEY) >= 0  # twice is no harm


def test_who_was_only_counted_is_a_key_that_nobody_knows(sqlite: str):
    with work() as db:
        keys_of(db, pl.Series([int(NIP)]))
        [key] = db.scalars(select(tables.PersonNip.person_key))
        assert erase(db, key) == 1
    assert NIP not in everything()


def test_a_person_is_told_by_nip_or_by_enough_of_the_key(db: Db):
    make_traces(db)
    make_person(db, "5a5a5a5b" + "0" * 24)
    assert key_of(db, NIP) == KEY
    assert key_of(db, f"{NIP[:8]} {NIP[8:]}") == KEY
    assert key_of(db, KEY[:8].upper()) == KEY
    assert key_of(db, KEY[:7]) is None
    assert key_of(db, "5a5a5a5c") is None
    assert key_of(db, "%%%%%%%%") is None


def test_a_start_that_fits_two_people_names_nobody(db: Db):
    make_person(db, "abcdef01" + "0" * 24)
    make_person(db, "abcdef01" + "1" * 24)
    assert key_of(db, "abcdef01") is None


def test_somebody_whose_mail_waits_is_not_erased_yet(sqlite: str):
    with work() as db:
        make_traces(db)
        db.query(tables.MailMessage).update({"state": MailState.QUEUED, "sent_at": None})
    with pytest.raises(WrongInput) as told:
        erase_person(NIP, "surat 12", "Larasati")
    assert told.value.facts["why"] == "mail-waits"
    assert NIP in everything()


def test_the_command_reads_the_nip_from_its_input_and_keeps_none(
    sqlite: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with work() as db:
        make_traces(db)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NIP}\n"))
    given = ["erase", "--reason", "surat 800/12", "--entered-by", "Larasati"]
    assert main(given) == 0
    told = capsys.readouterr()
    assert KEY[:8] in told.out
    assert NIP not in told.out + told.err + everything()
    assert "surat 800/12" in everything()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NIP}\n"))
    assert main(given) == WrongInput.exit_code
    assert NIP not in capsys.readouterr().err


def test_the_form_erases_by_the_key(sqlite: str):
    with work() as db:
        make_traces(db)
    form = Erasure(entered_by="Larasati", person=KEY[:8], reason="surat 12")
    body = FORMS["Hapus data seseorang"].fn
    assert asyncio.run(body(form)).name == "Completed"
    engine()
    assert NIP not in everything()
