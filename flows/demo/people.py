"""What people do in the demo: decide, answer, hand in sheets and figures. Nobody else decides."""

from datetime import date
from pathlib import Path
from random import Random

from coaching.city import (
    City,
    answer_mails,
    write_attendance_sheet,
    write_commitments,
    write_feedback,
    write_outcomes,
)
from coaching.database import lots
from coaching.database.decisions import approve, list_as_it_stands
from coaching.database.selection import approval
from coaching.database.work import reading, work
from coaching.domain.cycle import Subject, YearCalendar
from coaching.programme import Programme

NOTES = {Subject.SELECTION: "800/101/417.403", Subject.INVITATIONS: "800/102/417.403"}


def publish_seed(programme: Programme, year: int, day: date, seed: int) -> str:
    """Draw the year's number in public, before any data are pulled; return it."""
    dice = Random(f"{seed}:{year}:lot")  # noqa: S311 (the same city has the same year again)
    word = f"{dice.randrange(10**6):06d}"
    with work() as db:
        lots.publish(db, year, word, published_by=programme.organiser.contact_name, as_of=day)
    return word


def decide(subject: Subject, programme: Programme, year: int, day: date) -> int:
    """Look at the list that waits and approve exactly that; return how many stand on it."""
    with reading() as db:
        fingerprint, lines = list_as_it_stands(db, subject, year)
    with work() as db:
        approve(
            db, subject, year,
            fingerprint=fingerprint[:12], recipients=len(lines),
            decided_by=programme.appointing_authority.title,
            note_number=f"{NOTES[subject]}/{year}", note_date=day,
            entered_by=programme.organiser.contact_name, as_of=day, mode="live",
        )  # fmt: skip
    return len(lines)


def answer(city: City, folder: Path) -> int:
    """Let the invited answer what has reached them; return how many mails they wrote."""
    return sum(answer_mails(city, folder / "outbox", folder / "inbox").values())


def hand_in_sheets(city: City, folder: Path, calendar: YearCalendar, day: date) -> None:
    """Hand in attendance and feedback of each session that has been held by that day."""
    for session in calendar.sessions:
        sheet = folder / "data" / "attendance" / f"{session.code}.csv"
        if session.held_on <= day and not sheet.exists():
            write_attendance_sheet(city, folder, session.code, session.held_on, folder / "outbox")
            write_feedback(city, folder, session.code)


def report_quarters(city: City, folder: Path, calendar: YearCalendar, quarters: int) -> None:
    """Deliver the indicators of the coaching year's first quarters, as they turned out."""
    last = max((session.held_on for session in calendar.sessions), default=calendar.open_on)
    write_outcomes(city, folder, _coached(calendar), last, quarters)


def report_commitments(city: City, folder: Path, calendar: YearCalendar) -> None:
    """Tell what became of what the coached agencies promised."""
    write_commitments(city, folder, _coached(calendar))


def _coached(calendar: YearCalendar) -> list[str]:
    with reading() as db:
        decided = approval(db, Subject.SELECTION, calendar.year)
    return list(decided.approved_list) if decided else []
