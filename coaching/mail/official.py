"""Official letters: numbered in the register, typeset, and kept as files."""

import hashlib
from dataclasses import asdict
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from coaching.database import (
    agencies,
    audit,
    given_numbers,
    invitations,
    selection,
    signatures,
)
from coaching.database.given_numbers import Numbered
from coaching.database.invitations import RegisteredLetter
from coaching.database.work import Db, reading, work
from coaching.domain.invitations import MailKind
from coaching.errors import NotYet
from coaching.mail.letter_words import Gathered, gather, notice_words, official_words
from coaching.programme import Programme
from coaching.rendering.files import save
from coaching.rendering.typesetting import pdf
from coaching.rendering.year_notice_words import NoticeWords

# Official letters are Indonesian whatever language the operator reads.
OFFICIAL = "id"


def write(year: int, session: str, programme: Programme, as_of: date, folder: Path) -> int:
    """Number, typeset and save the letter of each agency of a session; return how many are new.

    A number belongs to a letter from the moment both are in the register, so a
    process that dies in between leaves no gap.
    """
    with work() as db:
        given = gather(db, year, session, programme, OFFICIAL)
        known = invitations.letters(db, year, session)
        called = list(
            dict.fromkeys(call.agency for call in given.calls if call.withdrawn_why is None)
        )
        new = [
            _registered(db, year, agency, given, own)
            for agency in called
            if agency not in known and (own := _number(db, year, agency, given, as_of))
        ]
    for letter, content in new:
        save(folder / letter.file_name, content)
    for letter in known.values():
        _restore(year, letter, given, folder, as_of)
    return len(new)


def _number(db: Db, year: int, agency: str, given: Gathered, as_of: date) -> Numbered | None:
    """Return number and date of a new letter; None while another register has yet to give them."""
    rules = given.programme.letter
    if rules.numbers == "given":
        return given_numbers.given(db, year, given.facts.code).get(agency)
    serial = invitations.next_serial(db, year, rules.first_number)
    return Numbered(agency, rules.number(serial, year), as_of)


def forget_files(year: int, session: str, folder: Path) -> None:
    """Drop the files of a session's letters: what they say is no longer so, they are made anew."""
    with reading() as db:
        known = invitations.letters(db, year, session)
    for letter in known.values():
        (folder / letter.file_name).unlink(missing_ok=True)


def _registered(
    db: Db, year: int, agency: str, given: Gathered, own: Numbered
) -> tuple[RegisteredLetter, bytes]:
    serial = invitations.next_serial(db, year, given.programme.letter.first_number)
    number, dated_on = own.number, own.dated_on
    content = _typeset(given, year, agency, number, dated_on)
    session = given.facts.code
    letter = RegisteredLetter(
        session, agency, number, dated_on, f"{year}-{session}-{agency}.pdf",
        hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    invitations.register(db, year, serial, letter)
    audit.note(
        db, "letter-numbered", as_of=dated_on, year=year, number=number,
        session=session, agency=agency, sha256=letter.sha256,
    )  # fmt: skip
    return letter, content


def _restore(
    year: int, letter: RegisteredLetter, given: Gathered, folder: Path, as_of: date
) -> None:
    """Make a registered letter's file anew where it is gone or was altered."""
    path = folder / letter.file_name
    if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == letter.sha256:
        return
    content = _typeset(given, year, letter.agency, letter.number, letter.dated_on)
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != letter.sha256:
        with work() as db:
            invitations.correct_letter(db, year, letter.session, letter.agency, sha256)
            signatures.unsign(db, year, letter.session, letter.agency)
            audit.note(
                db, "letter-typeset-anew", as_of=as_of, year=year,
                number=letter.number, before=letter.sha256, after=sha256,
            )  # fmt: skip
    save(path, content)


def _typeset(given: Gathered, year: int, agency: str, number: str, dated_on: date) -> bytes:
    words = official_words(given, year, agency, number, dated_on)
    return pdf("letter/invitation.typ", plain(asdict(words)))


def write_notice(year: int, kind: MailKind, programme: Programme, folder: Path) -> NoticeWords:
    """Typeset and save the letter that tells how a year ended; return its words."""
    with reading() as db:
        proposal = selection.current(db, year)
        names = agencies.titles(db, year - 1)
    if proposal is None:
        raise NotYet(stage=kind.value, year=year, waits_for="select-target-agencies")
    words = notice_words(programme, proposal, kind, names)
    save(folder / notice_file(year, kind), pdf("letter/notice.typ", plain(asdict(words))))
    return words


def notice_file(year: int, kind: MailKind) -> str:
    """Return the name of the file of such a letter."""
    return f"{year}-{kind.value}.pdf"


def plain(words: Any) -> Any:
    """Return words as JSON can hold them; moments in ISO form, which templates put into words."""
    if isinstance(words, dict):
        return {key: plain(value) for key, value in words.items()}
    if isinstance(words, list | tuple):
        return [plain(value) for value in words]
    if isinstance(words, datetime | date | time):
        return words.isoformat()
    return words
