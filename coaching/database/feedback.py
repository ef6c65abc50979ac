"""Queries on what participants answered, and on what agencies did of what they promised."""

from datetime import date

import pandas as pd
from sqlalchemy import delete, select

from coaching.database import audit, tables
from coaching.database.work import Db
from coaching.domain.feedback import ANSWERS, COUNTS
from coaching.domain.frames import records


def save_answers(
    db: Db, year: int, session: str, sheets: pd.DataFrame, sha256: str, as_of: date
) -> bool:
    """Make a session's sheets exactly those given; False where they are the ones kept.

    Args:
        sheets: one row per sheet, columns `ANSWERS`, missing where nothing is said.
    """
    row, held = tables.Feedback, tables.CoachingSession
    session_id = db.scalar(select(held.id).where(held.year == year, held.code == session))
    kept = set(db.scalars(select(row.sheet_sha256).where(row.session_id == session_id)))
    if session_id is None or kept == {sha256}:
        return False
    db.execute(delete(row).where(row.session_id == session_id))
    # Sorted by what they say: the order in which people handed in would tell who is who.
    plain = sheets[list(ANSWERS)].sort_values(list(ANSWERS)).astype(object)
    db.add_all(
        row(session_id=session_id, number=number, sheet_sha256=sha256, recorded_on=as_of, **one)
        for number, one in enumerate(records(plain.where(plain.notna(), None)), start=1)
    )
    audit.note(db, "feedback-taken", as_of=as_of, year=year, session=session, sheets=len(sheets))
    db.flush()
    return True


def answers(db: Db, year: int) -> pd.DataFrame:
    """Return one row per sheet of a year: session and `ANSWERS`, missing where nothing is said."""
    row, held = tables.Feedback, tables.CoachingSession
    query = (
        select(held.code, *(getattr(row, name) for name in ANSWERS))
        .join(held, held.id == row.session_id)
        .where(held.year == year)
        .order_by(held.held_on, held.code, row.number)
    )
    found = pd.DataFrame(list(db.execute(query).tuples()), columns=["session", *ANSWERS])
    return found.astype(dict.fromkeys(ANSWERS, float))


def save_commitments(
    db: Db, year: int, commitments: pd.DataFrame, sha256: str, as_of: date
) -> bool:
    """Make a year's commitments exactly those given; False where they are the ones kept.

    Args:
        commitments: one row per agency: agency and `COUNTS`.
    """
    row = tables.Commitments
    kept = set(db.scalars(select(row.sheet_sha256).where(row.year == year)))
    if kept == {sha256}:
        return False
    db.execute(delete(row).where(row.year == year))
    db.add_all(
        row(
            year=year, agency_code=one["agency"], sheet_sha256=sha256, recorded_on=as_of,
            **{name: int(one[name]) for name in COUNTS},
        )
        for one in records(commitments)
    )  # fmt: skip
    audit.note(db, "commitments-taken", as_of=as_of, year=year, agencies=len(commitments))
    db.flush()
    return True


def commitments(db: Db, year: int) -> pd.DataFrame:
    """Return one row per agency that reported: agency and `COUNTS`."""
    row = tables.Commitments
    query = select(row.agency_code, *(getattr(row, name) for name in COUNTS))
    found = db.execute(query.where(row.year == year).order_by(row.agency_code)).tuples()
    frame = pd.DataFrame(list(found), columns=["agency", *COUNTS])
    return frame.astype(dict.fromkeys(COUNTS, int))
